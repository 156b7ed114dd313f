"""What ``redrive`` says of dead letters."""

from services.gateway.words import Phrase

NONE = Phrase("There are no dead letters: nothing was given up.", "没有死信：没有被放弃的工作。")
LETTER = Phrase("{id}  {at}  {service} gave up {work}: {reason}", "{id}  {at}  {service} 放弃了{work}：{reason}")
HOW = Phrase(
    "Mend what is wrong, then 'duanju redrive ID' (or --all) has it tried again; --discard throws it away.",
    "解决问题后，用“duanju redrive 编号”（或 --all）重新执行；加 --discard 则丢弃。",
)
REDRIVEN = Phrase("{id}: tried again", "{id}：已重新提交")
DISCARDED = Phrase("{id}: thrown away", "{id}：已丢弃")
UNREADABLE = Phrase(
    "{id}: it would be given up again ({reason}); 'duanju redrive {id} --discard' throws it away",
    "{id}：再次执行仍会被放弃（{reason}）；可用“duanju redrive {id} --discard”丢弃",
)
UNKNOWN = Phrase(
    "there is no dead letter '{id}': 'duanju redrive' lists those that there are",
    "没有编号为“{id}”的死信：用“duanju redrive”查看全部",
)
AMBIGUOUS = Phrase("'{id}' is the beginning of several: {ids}", "“{id}”对应多条：{ids}")
ALL_OR_SOME = Phrase("name dead letters, or say --all, not both", "请列出编号，或使用 --all，二者不能同用")
WHICH = Phrase("say which: name dead letters, or --all", "请指明：列出编号，或使用 --all")
DAMAGED = Phrase("its own record is damaged", "死信记录本身已损坏")

RECORD = Phrase("a record of {topic}", "{topic} 的一条记录")
DECIDING = Phrase("deciding about {about}", "对 {about} 的决策")
_CALLED_BACK = Phrase("a provider's webhook about {about}", "提供方关于 {about} 的回调")
WORK = {
    ("script", "job.called_back"): _CALLED_BACK,
    ("audio", "job.called_back"): _CALLED_BACK,
    ("video", "job.called_back"): _CALLED_BACK,
    ("script", "story.commissioned"): Phrase("the story of {about}", "{about} 的故事"),
    ("script", "episode.commissioned"): Phrase("the script of {about}", "{about} 的剧本"),
    ("character", "cast.commissioned"): Phrase("the cast of {about}", "{about} 的选角"),
    ("character", "shot.filmed"): Phrase("the check of {about}", "{about} 的检查"),
    ("audio", "shot.commissioned"): Phrase("the voices of {about}", "{about} 的配音"),
    ("audio", "score.commissioned"): Phrase("the music of {about}", "{about} 的配乐"),
    ("audio", "shot.verified"): Phrase("the joining of {about}", "{about} 的汇合"),
    ("video", "shot.commissioned"): Phrase("the still of {about}", "{about} 的分镜"),
    ("video", "shot.voiced"): Phrase("the take of {about}", "{about} 的拍摄"),
    ("video", "shot.rejected"): Phrase("another take of {about}", "{about} 的重拍"),
    **{
        (service, "job.called_back"): Phrase("a webhook for {about}", "{about} 的服务商回调")
        for service in ("script", "audio", "video")
    },
    ("compositor", "shot.joined"): Phrase("the subtitles and format of {about}", "{about} 的字幕与剪辑"),
    ("compositor", "episode.scored"): Phrase("a look at {about}", "{about} 的齐备检查"),
    ("compositor", "episode.assembled"): Phrase("the master of {about}", "{about} 的成片"),
}
