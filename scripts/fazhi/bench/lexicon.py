"""The words of invented cases: each in Chinese and English, by what they can stand for in a sentence.

Words of the glossary do not stand here: where a text uses one, it must lead to its explanation.
"""

from __future__ import annotations

Pair = tuple[str, str]
"""The same words in Chinese and in English."""


def _pairs(text: str) -> tuple[Pair, ...]:
    rows = (row.partition("|") for line in text.strip().splitlines() for row in line.split(";") if row.strip())
    return tuple((zh.strip(), en.strip()) for zh, _, en in rows)


WORDS = {
    "place": _pairs("""
        小超市|corner shop; 文具店|stationery shop; 打印店|copy shop; 奶茶店|milk-tea shop; 玩具店|toy shop
        培训班|training class; 舞蹈室|dance studio; 游泳馆|swimming pool; 健身房|gym; 滑冰场|skating rink
        书店|bookshop; 早餐店|breakfast shop; 水果摊|fruit stall; 快餐店|fast-food shop; 面包房|bakery
        网上商店|online shop; 学习软件|study app; 聊天软件|chat app; 短视频账号|video account; 购物平台|shopping site
        租车点|bicycle hire point; 快递站|parcel station; 照相馆|photo studio; 理发店|hairdresser; 眼镜店|optician
        电影院|cinema; 游乐场|amusement park; 溜冰鞋店|skate shop; 手机维修店|phone repair shop; 宠物店|pet shop
        托管班|after-school club; 琴行|music shop; 美术室|art studio; 球馆|sports hall; 夏令营|summer camp
        旅店|guest house; 棋牌室|card room; 剧本馆|role-play hall; 卡片店|card shop; 盲盒店|blind-box shop
    """),
    "goods": _pairs("""
        荧光笔|highlighters; 贴纸|stickers; 盲盒|blind boxes; 卡片|trading cards; 磁力珠|magnetic beads
        水弹枪|water-bead guns; 香味橡皮|scented rubbers; 激光笔|laser pens; 彩色糖|coloured sweets; 果冻|jelly
        饮料|drinks; 雪糕|ice lollies; 辣味面|spicy noodles; 鸡肉卷|chicken wraps; 蛋糕|cakes
        耳机|headphones; 手表|watches; 充电器|chargers; 台灯|desk lamps; 书包|school bags
        头盔|helmets; 跳绳|skipping ropes; 滑板|skateboards; 自行车|bicycles; 平衡车|balance scooters
        会员卡|member cards; 优惠券|vouchers; 代金券|cash coupons; 游泳票|swimming tickets; 电影票|cinema tickets
        练习册|workbooks; 试卷|test papers; 录音笔|voice recorders; 望远镜|binoculars; 模型车|model cars
        口罩|masks; 创可贴|plasters; 眼药水|eye drops; 美瞳|coloured lenses; 指甲油|nail polish
    """),
    "act": _pairs("""
        没有看证件就放人进门|let people in without looking at an ID card
        把过期的东西换上新的日期|put new dates on goods that were out of date
        收了钱却没有开收据|took money and gave no receipt
        把顾客填的表格随手放在门口|left the forms of customers lying at the door
        在页面上藏起退款的按钮|hid the refund button on the page
        用小字写下最要紧的规定|wrote the rule that mattered most in small print
        把说好的价格改了|changed the price that had been agreed
        没有贴出提醒大家的牌子|put up no sign to warn anybody
        把坏了的门锁一直留着|left a broken lock on the door
        让人先交钱再看货|asked for money before showing the goods
        把别人的照片当广告用|used photos of others as an advertisement
        打电话催人再买一次|rang people up to make them buy again
        用抽奖吸引人一直点下去|used a lucky draw to keep people clicking
        拒绝把钱退回去|refused to give the money back
        把摄像头对着更衣的地方|pointed a camera at the place for changing
        借走了几张证件|borrowed several ID cards
        说只要转发就能领东西|promised a gift to all who shared the post
        没有做完该做的检查|did not finish the checks that it had to make
        把通道堆得满满的|filled the passage with boxes
        把灭火的东西锁在柜子里|locked the fire equipment in a cupboard
        在夜里还开着门做生意|did business late at night
        把报名的名单发到群里|sent the list of names to a group chat
        没有说清楚东西是谁做的|did not say who had made the goods
        把会动的零件露在外面|left moving parts uncovered
    """),
    "harm": _pairs("""
        手被划破了|hurt a hand; 肚子疼了一夜|had a stomach ache all night; 眼睛红了好多天|had red eyes for days
        零花钱一下子没有了|lost all their pocket money; 不敢再去上课|were afraid to go to class
        每天收到好多骚扰电话|got nuisance calls every day; 睡不好觉|slept badly; 和家里人吵了起来|quarrelled at home
        被同伴笑话|were laughed at by others; 不知道该找谁|did not know whom to ask; 耳朵嗡嗡响|had ringing ears
        作业一直拖着没有写|kept putting off their homework; 钱退不回来|could not get the money back
        心里一直害怕|stayed frightened; 好几天没有说话|said nothing for days; 脚扭了|twisted a foot
        怎么也关不掉那个页面|could not close that page; 皮肤起了疹子|came out in a rash
        照片被传来传去|saw their photos passed around; 名字被别人知道了|had their names known to strangers
    """),
    "office": _pairs("""
        市场监管部门|market regulator; 消防部门|fire service; 教育部门|education office; 文化部门|culture office
        卫生部门|health office; 公安机关|police; 民政部门|civil affairs office; 体育部门|sports office
        交通部门|transport office; 城管部门|city management office; 住建部门|housing office; 妇联|women's federation
        共青团|Youth League; 消费者协会|consumers' association; 邮政部门|post office; 旅游部门|tourism office
        应急部门|emergency office; 通信部门|communications office; 药品监管部门|medicines regulator
        居民委员会|residents' committee; 行业协会|trade association; 图书馆|library; 医院|hospital
    """),
    "evidence": _pairs("""
        一叠收据|a stack of receipts; 几段录像|some recordings; 一本登记册|a register; 后台的记录|records on the server
        聊天的截图|screenshots of chats; 货架的照片|photos of the shelves; 检验的报告|a test report
        进货的单子|delivery notes; 付款的记录|payment records; 几份合同|several contracts; 顾客的留言|customer comments
        门口的告示|the notice at the door; 抽样的结果|the results of samples; 安装的说明书|the installation manual
        一份问卷|a questionnaire; 通话的清单|a list of calls; 仓库的账本|the books of the store; 平面图|a floor plan
        值班的本子|the duty book; 快递的面单|parcel labels; 广告的底稿|a draft of the advertisement
        设备的编号|the numbers of the machines; 维修的记录|repair records; 会员的名册|the list of members
    """),
    "measure": _pairs("""
        在门口装上提醒的牌子|put a warning sign at the door; 每周查一次货架|check the shelves every week
        把退款的办法写在最前面|put the way to a refund first; 给员工上一次课|give the staff a lesson
        请家长一起来看一看|invite parents to come and look; 把旧表格全部销毁|destroy all old forms
        把摄像头换个方向|turn the camera away; 换上新的门锁|fit new locks; 关掉自动扣款|switch off automatic payments
        公开一个投诉的邮箱|publish an address for complaints; 清空堵住的通道|clear the blocked passage
        把东西送去检验|send the goods to be tested; 请懂行的人来评一评|ask experts for their opinion
        先问年龄再卖|ask the age before selling; 给每台机器编上号|give each machine a number
        把名单从群里删掉|delete the list from the group chat; 每个月写一次报告|write a report each month
        设一道儿童能看懂的说明|add an explanation that children can read; 把价格写清楚|write the prices clearly
        和附近的店签一份约定|sign an agreement with the shops nearby; 留一个人专门负责|put one person in charge
        晚上按时关门|close on time in the evening; 把危险的零件盖起来|cover the dangerous parts
        让大家投票选一个办法|let everybody vote for a way; 把赔偿的钱送到家里|bring the compensation to the families
    """),
    "when": _pairs("""
        放学以后|after school; 周末|at the weekend; 开学那几天|in the first days of term; 暑假里|in the summer holiday
        下雨天|on a rainy day; 午休的时候|during the lunch break; 考试以后|after the exams; 节日前后|around the holiday
        晚饭以后|after supper; 早上上学的路上|on the way to school; 运动会那天|on sports day; 过生日的时候|at a birthday
        天快黑的时候|as it was getting dark; 排队的时候|while queuing; 上网课的时候|during an online class
        春游的那天|on the spring outing; 换季的时候|when the season changed; 停电的那晚|the night the power failed
    """),
    "feeling": _pairs("""
        奇怪|strange; 生气|unfair; 不对劲|wrong; 好玩|fun; 有点怕|frightening; 为难|awkward; 划算|a bargain
        麻烦|tiresome; 新鲜|new; 丢脸|embarrassing; 平常|ordinary; 吃亏|a bad deal; 安心|safe; 可疑|suspicious
    """),
    "reason": _pairs("""
        大家都这样做|everybody does it; 没有人来说过|nobody had ever said anything; 牌子坏了还没有换|the sign was broken
        员工刚来不久|the staff were new; 这样卖得更快|things sell faster this way; 机器是别人装的|others had set it up
        顾客自己点了同意|customers had clicked on agree; 只有一次|it was only once; 价格很便宜|it was cheap
        规定太长看不完|the rules were too long to read; 老板不在|the owner was away; 以为没有关系|it seemed harmless
        同行也没有改|others in the trade had not changed; 找不到合适的人|no suitable person could be found
        系统是自动的|the system did it by itself; 写错了一个字|one word was written wrongly
    """),
    "advice": _pairs("""
        先停下来想一想|stop and think; 把看到的记下来|write down what you see; 告诉信得过的大人|tell an adult you trust
        不急着付钱|take your time before paying; 留着收据|keep the receipt; 拍下说明的那一页|take a photo of the rules
        请家长一起看|look at it with your parents; 不把证件交给别人|give your ID card to nobody
        先看日期再买|look at the date before you buy; 大声说“不行”|say "no" out loud; 走到人多的地方|go where people are
        关掉不认识的页面|close pages you do not know; 换一家店|go to another shop; 问清楚谁负责|ask who is responsible
        不转发别人的照片|pass on no photos of others; 打给家里人|ring your family; 数一数花了多少|add up what you spent
        提醒身边的朋友|warn your friends; 等大人来了再说|wait until an adult is there; 查一查评价|look for reviews
    """),
    "duty": _pairs("""
        说清楚价格|state the price; 看好安全的门|keep the safety doors clear; 保管好别人的信息|look after data of others
        先问再收集|ask before collecting anything; 查验年龄|check the age; 留下记录|keep records
        退还不该收的钱|return money it should not have taken; 提醒危险|warn of dangers; 听孩子的意见|listen to children
        及时改正|put things right in time; 接受检查|accept inspections; 把规则写明白|write clear rules
        保证东西合格|make sure that goods are sound; 不夸大好处|promise no more than is true
        分开存放|store things apart; 教会员工|train its staff; 公开联系方式|publish how to be reached
    """),
    "manner": _pairs("""
        一个一个地|one by one; 悄悄地|quietly; 当面|face to face; 按照清单|by a list; 从头到尾|from beginning to end
        两次|twice; 请人陪着|in company; 用最简单的话|in the plainest words; 隔了一段时间|after a while
        在现场|on the spot; 对着账本|against the books; 连着几天|for several days; 分头|in separate groups
        不打招呼|without notice; 耐心地|patiently; 换了一个时间|at another time of day
    """),
    "thing": _pairs("""
        规定|rule; 约定|agreement; 提醒|warning; 页面|page; 牌子|sign; 表格|form; 按钮|button; 合同|contract
        广告|advertisement; 收据|receipt; 通道|passage; 名单|list; 账号|account; 抽奖|lucky draw; 会员卡|member card
        摄像头|camera; 门锁|lock; 日期|date; 价格|price; 说明书|manual; 投票|vote; 评价|review; 报告|report
        群聊|group chat; 照片|photo; 退款|refund; 登记册|register; 标签|label
    """),
    "paper": _pairs("""
        晚报|Evening News; 早报|Morning Post; 日报|Daily; 周刊|Weekly; 新闻网|News Online; 法治报|Law Gazette
        教育报|Education Paper; 电视台|Television; 广播电台|Radio; 青年报|Youth Paper; 消费报|Consumer Paper
    """),
    "city": _pairs("""
        北部的一座城市|a city in the north; 南部的一座城市|a city in the south; 中部的一座城市|a city in the centre
        东部的一座城市|a city in the east; 西部的一座城市|a city in the west; 靠海的一座城市|a city by the sea
        山里的一座城市|a city in the hills; 江边的一座城市|a city by the river
    """),
}
