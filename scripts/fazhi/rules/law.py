"""Rules: that the law cited is the law of the day."""

from fazhi.rules.rule import Rule

RULES = {
    "law-then-now": Rule(
        "“{law}”自 {in_force} 起施行，晚于案件（{last}），不能放在“案件发生时”下面，请移到“现在”。",
        "'{law}' came into force on {in_force}, after the case ({last}); it cannot stand under 'then'. Move it to 'now'.",
    ),
}
