"""What ``gc`` says."""

from services.gateway.words import Phrase

KIND = Phrase("what", "内容")
COUNT = Phrase("artifacts", "数量")
SIZE = Phrase("size", "大小")
TOGETHER = Phrase("together", "合计")

CLEAN = Phrase("There is no garbage: everything is referred to, or too young.", "没有可清理的内容：都被引用或尚新。")
DRY = Phrase(
    "Nothing was removed. 'duanju gc --yes' removes these.", "尚未删除任何内容。用“duanju gc --yes”删除以上内容。"
)
REMOVED = Phrase("Removed.", "已删除。")

WRONG_AGE = Phrase(
    "--older-than {age}: write 7d, 36h or 90m; at least 1h, so that nothing under way is touched",
    "--older-than {age}：请写成 7d、36h 或 90m；至少 1h，以免影响正在进行的工作",
)
UNCLEAR = Phrase(
    "it cannot be told what '{drama}' refers to ({reason}): put that record back, or remove the whole folder "
    "showrunner/dramas/{drama}; until then nothing more is removed",
    "无法判断“{drama}”引用了什么（{reason}）：请恢复该记录，或删除整个目录 showrunner/dramas/{drama}；"
    "在此之前不再删除任何内容",
)
