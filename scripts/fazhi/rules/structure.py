"""Rules: what a case or a lesson must have."""

from fazhi.rules.rule import Rule

RULES = {
    "missing-section": Rule(
        "缺少小节“{title}”。请加上 ## {title} {{#{id}}}，内容写在下面。",
        "The section '{title}' is missing. Add ## {title} {{#{id}}} and write it.",
    ),
    "unknown-section": Rule(
        "案例里没有编号为“{id}”的小节{near}。可用：{allowed}。",
        "A case has no section with the id '{id}'{near}. Use: {allowed}.",
    ),
    "section-order": Rule(
        "小节“{id}”的位置不对，应在“{before}”之前（先提问，后揭晓结果）。",
        "The section '{id}' is out of order: it belongs before '{before}' (the question comes before the outcome).",
    ),
    "question-sides": Rule(
        "“你来判断”要写出至少两方的理由：每方一个 ### 小标题，下面列出理由。",
        "The question needs the arguments of at least two sides: a ### heading for each, with a list below it.",
    ),
    "quiz-count": Rule(
        "小测验有 {count} 道题，应为 {allowed} 道。",
        "The quiz has {count} questions; it should have {allowed}.",
    ),
    "step-minutes": Rule(
        "这个环节没有写时间。请在标题末尾写 {{#{id} minutes=5}}。",
        "This step has no time. End its heading with {{#{id} minutes=5}}.",
    ),
    "fact-minutes": Rule(
        "时间是事实，只写在 zh.md 里。请把这里的 minutes 删掉。",
        "Minutes are a fact and stand in zh.md only. Delete them here.",
    ),
    "role-place": Rule(
        "{name} 只能写在角色卡那一节 {{#roles}} 里：group 写在 ## 后，pupils 和 share 写在每个角色的 ### 后。请从这里删掉。",
        "{name} can stand in the section {{#roles}} only: group in its ## heading, pupils and share in the ### of a role. Delete it here.",
    ),
    "fact-pupils": Rule(
        "角色的人数是事实，只写在 zh.md 里。请把这里的 pupils、share 或 group 删掉。",
        "How many pupils play a role is a fact and stands in zh.md only. Delete pupils, share or group here.",
    ),
    "minutes-sum": Rule(
        "各环节加起来是 {sum} 分钟，但 minutes 写的是 {minutes}。",
        "The steps add up to {sum} minutes, but minutes says {minutes}.",
    ),
    "reserved-id": Rule(
        "编号“{id}”留给网站自己的小节用，请换一个，例如 {id}-1。",
        "The id '{id}' is kept for a section that the site adds. Choose another, such as {id}-1.",
    ),
    "content-note": Rule(
        "敏感度为 {level} 时{want}内容提示（content_note）。",
        "With sensitivity {level} a content_note {want_en}.",
    ),
    "scene-unreachable": Rule(
        "没有任何选项通向情景“{id}”。请在别处加一个链接 [..](#{id})，或删掉它。",
        "No choice leads to the scene '{id}'. Link to it with [..](#{id}), or delete it.",
    ),
}
