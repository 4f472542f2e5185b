"""Legal words that a reader may look for, chosen without looking at the site: some of them stand nowhere on it."""

ZH = """
未成年人 监护人 监护权 法定代理人 抚养 抚养费 赡养 收养 探望权 离婚 父母 家庭暴力 虐待 遗弃 忽视 留守儿童 儿童
少年 学生 幼儿园 学校 老师 班主任 体罚 欺凌 校园欺凌 校园安全 校车 辍学 义务教育 受教育权 家庭教育
家庭教育指导令 督促监护令 强制报告 性侵害 猥亵 性教育 隐私 拐卖 法律 宪法 民法典 刑法 刑事诉讼法 民事诉讼法
行政诉讼法 未成年人保护法 预防未成年人犯罪法 治安管理处罚法 个人信息保护法 网络安全法 食品安全法
消费者权益保护法 广告法 条例 司法解释 法规 规章 条文 公安机关 派出所 警察 检察院 检察官 检察机关 法院 法官 律师
法律援助 司法局 民政部门 教育局 市场监督管理局 网信办 妇联 共青团 村委会 居委会 人民陪审员 起诉 不起诉
附条件不起诉 公诉 自诉 公益诉讼 行政公益诉讼 民事公益诉讼 检察建议 立案 侦查 逮捕 拘留 取保候审 审查起诉 审判
开庭 判决 裁定 上诉 抗诉 再审 调解 和解 仲裁 听证 辩护 辩护人 证人 证据 证言 鉴定 笔录 传唤 搜查 回避 管辖 执行
强制执行 诉讼时效 违法行为 犯罪 犯罪嫌疑人 被告人 被害人 受害人 犯罪记录 犯罪记录封存 社区矫正 缓刑 有期徒刑
无期徒刑 死刑 罚金 罚款 没收 从轻 减轻处罚 自首 立功 认罪认罚 考验期 帮教 刑事责任 刑事责任年龄 正当防卫
紧急避险 故意伤害 过失 盗窃 抢劫 抢夺 诈骗 敲诈勒索 寻衅滋事 聚众斗殴 帮信罪 洗钱 传销 赌博 个人信息
敏感个人信息 知情同意 同意 信息泄露 人脸识别 实名认证 账号 密码 隐私政策 算法推荐 网络平台 短视频 直播 打赏 充值
游戏 防沉迷 网络欺凌 网络暴力 肖像权 名誉权 荣誉权 姓名权 著作权 侵权 赔偿 精神损害 损害赔偿 合同 无效 撤销 追认
民事行为能力 押金 退款 食品 保质期 网吧 文身
""".split()

EN = [
    word.strip()
    for word in """
minor, minors, guardian, guardians, custody, parent, parental consent, adoption, divorce, domestic violence,
abuse, neglect, child, children, pupil, student, teacher, school, kindergarten, nursery, head teacher, bullying,
cyberbullying, school bus, truancy, compulsory education, right to education, corporal punishment,
mandatory reporting, sexual abuse, harassment, stalking, privacy, trafficking, kidnapping, orphan, law, laws,
constitution, civil code, criminal law, criminal procedure, statute, regulation, bylaw, article, clause,
interpretation, amendment, legislation, decree, police, police station, procurator, prosecutor, procuratorate,
court, judge, lawyer, solicitor, barrister, attorney, legal aid, jury, juror, magistrate, people's assessor,
civil affairs, market regulator, local government, ministry, prosecute, prosecution, non-prosecution,
conditional non-prosecution, indictment, public interest litigation, lawsuit, litigation, plaintiff, defendant,
claimant, complaint, investigation, arrest, detention, bail, trial, hearing, judgment, judgement, verdict,
ruling, appeal, retrial, mediation, settlement, arbitration, injunction, defence, defense, witness, witnesses,
testimony, evidence, expert opinion, transcript, summons, search warrant, subpoena, recusal, jurisdiction,
enforcement, limitation period, probation, offence, offense, offender, crime, criminal record, sealed record,
suspect, victim, victims, sentence, imprisonment, life imprisonment, death penalty, fine, fines, confiscation,
leniency, surrender, plea, community correction, rehabilitation, criminal responsibility,
age of criminal responsibility, self-defence, necessity, intentional injury, negligence, theft, robbery,
burglary, fraud, extortion, blackmail, assault, murder, manslaughter, gambling, money laundering, pyramid scheme,
drugs, smuggling, arson, vandalism, personal information, sensitive personal information, personal data, consent,
informed consent, data breach, data protection, facial recognition, password, account, real-name registration,
algorithm, algorithmic recommendation, platform, short video, live streaming, tipping, top-up, video game,
online games, screen time, anti-addiction, internet café, internet cafe, spam, phishing, deepfake, cookie,
copyright, trademark, patent, plagiarism, portrait right, reputation, defamation, libel, slander, tort, damages,
compensation, apology, contract, void, refund, deposit, liability, insurance, negotiable instrument, food,
food safety, snack, shelf life, label, allergy, tattoo, tattoos, alcohol, tobacco, cigarettes, e-cigarette,
lottery, bank card, SIM card, QR code, scam, telecom fraud, helpline, hotline, whistleblower
""".replace("\n", " ").split(",")
]
