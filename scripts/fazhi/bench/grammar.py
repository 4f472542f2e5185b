"""The sentences of invented cases, in Chinese and English, with holes that are filled alike in both.

A hole is a kind of words of the lexicon, with a digit where a sentence needs two of a kind; or ``name`` (a coined
word), ``n`` and ``big`` (figures), ``money``, ``src`` (a source mark), ``day`` (a date), ``term`` (a term with its
link); or what stays the same in a whole case: ``shop``, ``goods0``, ``who``.
"""

from __future__ import annotations

from fazhi.bench.lexicon import Pair


def _said(text: str) -> tuple[Pair, ...]:
    rows = (row.partition("|") for row in text.strip().splitlines())
    return tuple((zh.strip(), en.strip()) for zh, _, en in rows)


TITLES = _said("""
    {name}{place}的{thing}，谁来负责？|Who is responsible for the {thing} at {name}?
    一张{thing}，和{name}的{goods}|One {thing} and the {goods} of {name}
    {name}为什么要换掉{thing}？|Why did {name} have to change its {thing}?
    {name}的{goods}，出了什么问题？|What was wrong with the {goods} of {name}?
    {when}，在{name}{place}|{name}: what happened {when}
    从一份{thing}说起：{name}和{goods}|It began with a {thing}: {name} and its {goods}
    {name}的{thing}，藏着什么？|What was behind the {thing} of {name}?
""")
SUMMARY = _said("""
    {when}，{who}在{shop}买{goods0}，后来才发现不对劲。一份{thing}，牵出{n}个问题。|{when}, {who} bought {goods0} at {shop} and found out later that something was wrong. A {thing} led to {n} problems.
    {shop}{act}。{who}{harm}。事情该由谁来管？|{shop} {act}. Then {who} {harm}. Who should deal with it?
    {who}觉得{shop}很{feeling}。有人留下{evidence}，事情才有了变化。|To {who}, {shop} seemed {feeling}. Things changed when somebody kept {evidence}.
""")
OPENING = _said("""
    {day}，{who}去{shop}买{goods0}{src}。那天{when}，店里一共来了{n}个人{src}。|On {day}, {who} went to {shop} to buy {goods0}{src}. That day, {when}, {n} people came{src}.
    事情从{day}说起{src}。{who}在{shop}看到了{goods0}，觉得{feeling}。|It began on {day}{src}. {who} saw {goods0} at {shop}, and it seemed {feeling}.
""")
FACTS = _said("""
    这家店卖{name}牌的{goods}，也卖{name2}牌的{goods2}。|The shop sold {goods} of the brand {name}, and {goods2} of the brand {name2}.
    {when}，{shop}{act}，{name}也是{src}。|{when}, {shop} {act}, and so did {name}{src}.
    那份{thing}上印着{name}的标记，字很小。|The {thing} bore the mark of {name}, in small print.
    {name}的{goods}和{name2}的{goods2}放在一起卖，价格差{n}元{src}。|{goods} of {name} and {goods2} of {name2} were sold side by side; the prices differed by RMB {n}{src}.
    {office}找到{name}，请那里的人{measure}。|The {office} went to {name} and asked the people there to {measure}.
    {who}里有人记得，{name}的{thing}换过{n}次{src}。|Among {who}, some remembered that the {thing} of {name} had been changed {n} times{src}.
    {manner}问过{name}以后，才知道{reason}。|Only when {name} was asked {manner} did it come out that {reason}.
    过了{n}天，{name}{act}{src}。|After {n} days, {name} {act}{src}.
    {name}的人说，{reason}。|The people of {name} said that {reason}.
    {who}当时觉得{name}很{feeling}，没有多问。|At the time {name} seemed {feeling} to {who}, and nobody asked.
    后来，用过{name}的人里，有{n}个{harm}{src}。|Later, of those who had used {name}, {n} {harm}{src}.
    有人留下了{evidence}，上面写着{name}。|Somebody had kept {evidence}, and "{name}" was written there.
    一位邻居想起来，{when}，那里也卖过{name}的{goods}。|A neighbour remembered that {goods} of {name} had been sold there {when}.
    查下来，{name}的{thing}在{n}个地方都有{src}。|It turned out that the {thing} of {name} was found in {n} places{src}.
    那批{goods}一共有{big}件，每件卖{n}元{src}。|There were {big} of these {goods}, at RMB {n} each{src}.
    {name}的{place}也这样做，理由是{reason}。|{name}, a {place}, did the same, because {reason}.
    没有人把{name}的{thing}读完，因为{reason}。|Nobody had read the {thing} of {name} to the end, because {reason}.
    {office}{manner}看过{name}的{evidence}，没有马上下结论。|The {office} looked at {evidence} of {name} {manner} and did not decide at once.
    {who}把{name}的{evidence}交给了信得过的大人。|{who} gave {evidence} of {name} to an adult whom they trusted.
    要紧的不是{name}的{goods}，是那份{thing}。|What mattered was not the {goods} of {name} but the {thing}.
    在{name}，{when}卖出去的{goods}有{n}箱{src}。|At {name}, {n} boxes of {goods} were sold {when}{src}.
    在{name}，有人{advice}，事情才没有变得更坏。|At {name}, somebody had the sense to {advice}, and so things got no worse.
    这里说的{term}，{name}的人平时很少想到。|What is meant here by {term} is something that the people of {name} seldom think of.
    有人说，这也和{term}有关，{name2}的人不这样看。|Some said that this had to do with {term}; the people of {name2} saw it otherwise.
    在{name}，没有人听说过{term}。|At {name}, nobody had heard of {term}.
    办案的人先要弄清楚，{term}对{name}是什么意思。|Those in charge first had to make clear what {term} meant for {name}.
""")
EVENTS = _said("""
    {who}在{shop}第一次看到{goods0}{src}。|{who} saw {goods0} at {shop} for the first time{src}.
    {shop}{act}{src}。|{shop} {act}{src}.
    有人把{evidence}交给了{office}{src}。|Somebody gave {evidence} to the {office}{src}.
    {office}{manner}看了{name}的{thing}{src}。|The {office} looked at the {thing} of {name} {manner}{src}.
    {office}和{office2}一起商量{thing}的事{src}。|The {office} and the {office2} talked about the {thing}{src}.
    {shop}开始改正：{measure}{src}。|{shop} began to put things right: {measure}{src}.
    复查{name}时，又找到{n}个问题{src}。|When {name} was checked again, {n} more problems were found{src}.
    这件事的经过在{name}{paper}上公布{src}。|The {name} {paper} published what had happened{src}.
""")
ASKED = _said("""
    如果你来办这件事：**要不要让{shop}马上停下来**？下面的理由是为讨论写的，先选一边。|Imagine that it is up to you: **should {shop} be made to stop at once**? The reasons were written for discussion; choose a side first.
    如果你是办案的人：**{shop}要不要赔钱**？先选一边，再想想另一边最有力的理由。|Imagine that you are in charge: **should {shop} pay compensation**? Choose a side, then think of the best reason of the other.
    换作是你：**{name}的{thing}该不该收回**？两边都有道理，先说说你的。|If it were you: **should the {thing} of {name} be withdrawn**? Both sides have a point; give yours first.
""")
SIDES = (("side-strict", "应该严一点", "Be strict"), ("side-mild", "可以先提醒", "Give a warning first"))
STRICT = _said("""
    用了{name}，{n}个人{harm}，这不是小事。|With {name}, {n} people {harm}; that is no small matter.
    {shop}{act}，不是第一次。|{shop} {act}, and not for the first time.
    {name}只说“{reason}”，不能算理由。|It is no excuse that {name} says: "{reason}".
    要是没有人管，{name}那样的{place}会跟着学。|If nothing is done, any {place} like {name} will do the same.
    {name}的人早就说该{measure}，一直没有做。|The people of {name} had long said: {measure}; nothing was done.
""")
MILD = _said("""
    {shop}已经答应{name}，要{measure}。|{shop} has promised {name} to {measure}.
    {name}说当时{reason}，不全是故意的。|{name} says that at the time {reason}; not all of it was on purpose.
    对{name}，更要紧的是以后{duty}，不只是罚。|For {name}, what matters more is to {duty} from now on, not only to be punished.
    {name}提醒过一次就改好了。|{name} put things right after one warning.
    马上停下来，{n}个员工就没有工作了。|If it stops at once, {n} people lose their work.
""")
ACTIONS = _said("""
    **先看清楚**：{manner}查看{evidence}，又问了{n}个人{src}。|**Look first**: they examined {evidence} {manner} and asked {n} people{src}.
    **请人帮忙**：请{office}一起看{name}的{thing}，弄清楚{reason}是不是真的{src}。|**Ask for help**: together with the {office} they looked at the {thing} of {name}, to learn whether it was true that {reason}{src}.
    **一起商量**：和{office}、{office2}坐下来谈，决定{measure}{src}。|**Talk together**: they sat down with the {office} and the {office2} and decided to {measure}{src}.
    **提出建议**：请{shop}{measure}，并且{measure2}{src}。|**Make suggestions**: they asked {shop} to {measure} and to {measure2}{src}.
    **回头再看**：{day}，{manner}再去看，{name}已经{measure}{src}。|**Look again**: on {day} they came back {manner}; {name} had begun to {measure}{src}.
    **走进校园**：给{n}个班讲{goods}的事，请大家记住：{advice}{src}。|**Go into schools**: they told {n} classes about the {goods} and asked all to remember: {advice}{src}.
    **用好{term}**：说清楚它能做什么，不能做什么{src}。|**Make good use of {term}**: say what it can do, and what it cannot{src}.
""")
LEAD = _said("""
    [检察机关](term:procuratorate)没有只看{thing}，还想知道别处是不是也这样。[检察官](term:procurator)做了这几件事：|The [procuratorate](term:procuratorate) did not only look at the {thing}; it wanted to know whether it was the same elsewhere. The [procurators](term:procurator) did this:
    接到{evidence}以后，[检察机关](term:procuratorate)没有等。[检察官](term:procurator)先后做了这几件事：|When it had {evidence}, the [procuratorate](term:procuratorate) did not wait. The [procurators](term:procurator) did this, step by step:
""")
OUTCOME = _said("""
    {shop}把{goods0}收了回来，一共{big}件{src}。|{shop} took back its {goods0}, {big} in all{src}.
    {n}个人拿回了钱，一共{money}{src}。|{n} people got their money back, {money} in all{src}.
    {office}把{name}的做法写成了一份{thing}{src}。别的{place}也照着做。|The {office} made a {thing} of what {name} had done, for others to follow{src}. Every {place} now does the same.
    {shop}还答应{measure}。另外，还要{measure2}。|{shop} also promised to {measure} and to {measure2}.
    后来有人再去{name}，发现那份{thing}已经换了。|Those who went to {name} later found that the {thing} had been changed.
    {term}在这里起了作用，{name}的事没有拖下去。|Here {term} made a difference, and the matter of {name} did not drag on.
    {who}再去买{name}的{goods}时，会先{advice}。|When {who} buy {goods} of {name} now, they {advice} first.
    不是每一家都改了：{name}的{goods}，{office}还在看。|Not everybody has changed: the {office} still watches the {goods} of {name}.
    这件事也让{name2}这样的{place}明白，要{duty}。|The matter also showed any {place} like {name2} that it has to {duty}.
""")
LAW = _said("""
    像{name}那样做生意的人要{duty}，也要{duty2}。|Whoever does business like {name} has to {duty}, and to {duty2}.
    卖{name}牌{goods}的人不能不管，要{duty}。|Whoever sells {goods} of {name} cannot look away and has to {duty}.
    {office}有责任让{name}那样的{place}{duty}。|The {office} has to see that a {place} like {name} does {duty}.
    出了事，{name}说“{reason}”还不够，要{duty}。|When something happens, it is not enough for {name} that {reason}; it has to {duty}.
    孩子遇到{name}的{thing}，大人要帮忙，也要{duty}。|When children meet the {thing} of {name}, adults have to help, and to {duty}.
""")
LAW_LEAD = _said("""
    和{goods}有关的规则不止一条，分开来看。|There is more than one rule about {goods}; look at them in two parts.
    一份{thing}，用得上好几条法律。|Several rules of law apply to one {thing}.
""")
YOU = _said("""
    **在{place}**。{advice}；要是觉得{name}很{feeling}，就{advice2}。|**At a {place}**. {advice}; if {name} seems {feeling}, {advice2}.
    **看到{thing}**。是{name}的，就先读一遍，再{advice}。|**When you see a {thing}**. If it is of {name}, read it once, then {advice}.
    **已经买了{name}的{goods}**。{advice}，也可以去问{office}。|**If you have bought {goods} of {name}**. {advice}, or ask the {office}.
    **朋友拉你去{name}**。可以说：“{when}我不去，我要{advice}。”|**If a friend wants you to come to {name}**. You can say: "Not {when}; I want to {advice}."
    **像{name}那样的广告**。别急，{advice}，再{advice2}。|**An advertisement like that of {name}**. Take your time: {advice}, then {advice2}.
    **因为{name}{harm}的时候**。不是你的错，{advice}。|**If, with {name}, you {harm}**. It is not your fault: {advice}.
""")
HELP = _said("""
    更多办法，见[求助页](page:help)。|For more ways to get help, see [the help page](page:help).
""")
QUESTIONS = _said("""
    {shop}的问题出在哪里？|What was wrong at {shop}?
    {when}看到{name}的{goods}，先做什么？|You see {goods} of {name} {when}. What comes first?
    为什么{name}的{evidence}很要紧？|Why did {evidence} of {name} matter?
    {name}说：“{reason}。”这算理由吗？|{name} says: "{reason}." Is that an excuse?
    {office}看过{name}的{thing}，为什么还要再看一次？|The {office} had seen the {thing} of {name}. Why look again?
    要是你收到{name}的{thing}，怎么办？|What do you do with a {thing} from {name}?
""")
RIGHT = _said("""
    {advice} —— 对。这样做，{name}的{thing}就害不到你。|{advice} — Right. Then the {thing} of {name} can do you no harm.
    要{duty}的是{place}，不是顾客 —— 对。{name}后来也是这样做的。|The {place} has to {duty}, not the customers — Right. In the end {name} did so as well.
    先{advice}，再{advice2} —— 对。在{name}，顺序也要紧。|First {advice}, then {advice2} — Right. At {name}, the order matters as well.
""")
WRONG = _said("""
    因为{name2}说{reason} —— 不对。{name}那样的{place}还是要{duty}。|Because {name2} says that {reason} — No. A {place} such as {name} still has to {duty}.
    等{office}自己发现{name}的{thing} —— 不对。没有{evidence}，{name}什么也不会改。|Wait until the {office} finds the {thing} of {name} — No. Without {evidence}, {name} changes nothing.
    不去管{name}，{feeling}就算了 —— 不对。下次到{name2}的人也会{harm}。|Leave {name}, even if it seems {feeling} — No. Next time, those at {name2} {harm}.
    把{name}的{goods}卖给别人 —— 不对。那样更多的人会{harm}。|Sell the {goods} of {name} to others — No. In that way, more people {harm}.
""")
NOTES = _said("""
    **这是编出来的**：{name}、{name2}和这里的数字，都是程序为了测速度编的。|**This is made up**: {name}, {name2} and the figures here were made up by a program that measures speed.
    **没有写到的**：{name}的{evidence}从哪里来，材料没有写。|**What is not told**: where {evidence} of {name} came from is not said.
    **数字是什么意思**：{big}件说的是{goods}，不是人。|**What the figures mean**: {big} are {goods}, not people.
    **只见于一处的**：{reason}，只有{name}{paper}写到。|**Found in one place only**: that {reason} stands in the {name} {paper} alone.
    **再想一想**：换成{name2}的{place}，结果会不会一样？|**Think further**: would it have been the same at {name2}, a {place}?
    **从前的一件**：可以和[另一件事](case:{before})比一比。|**An earlier matter**: compare it with [another one](case:{before}).
""")
TITLES_OF_SECTIONS = {
    "facts": ("发生了什么", "What happened"),
    "timeline": ("时间线", "Timeline"),
    "question": ("你来判断", "You decide"),
    "actions": ("检察机关做了什么", "What the procurators did"),
    "outcome": ("结果", "The outcome"),
    "law": ("法律怎么说", "What the law says"),
    "you": ("如果是你", "If it happens to you"),
    "quiz": ("小测验", "Quiz"),
    "notes": ("资料说明", "About the sources"),
}
