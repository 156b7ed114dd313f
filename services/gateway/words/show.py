"""What is shown of a drama under way."""

from services.gateway.words import Phrase

STAGES = {
    "story": Phrase("story", "故事"),
    "cast": Phrase("cast", "选角"),
    "scripts": Phrase("scripts", "剧本"),
    "shots": Phrase("shots", "镜头"),
    "masters": Phrase("masters", "成片"),
}
STATES = {
    "working": Phrase("working", "制作中"),
    "blocked": Phrase("blocked", "受阻"),
    "gated": Phrase("waits for approval", "等待批准"),
    "cancelled": Phrase("cancelled", "已取消"),
    "done": Phrase("done", "完成"),
    "unreadable": Phrase("unreadable", "无法读取"),
}
SHOTS = {
    "waiting": Phrase("waiting", "等待"),
    "speaking": Phrase("speaking", "配音"),
    "filming": Phrase("filming", "拍摄"),
    "checking": Phrase("checking", "检查"),
    "joining": Phrase("joining", "汇合"),
    "done": Phrase("done", "完成"),
}

REVISION = Phrase("{title}: revision {revision}", "{title}：第 {revision} 版")
OF = Phrase("{done} of {total}", "{done}/{total}")
STAGE_OF = Phrase("{stage} {done} of {total}", "{stage} {done}/{total}")
SHOT_DONE = Phrase("{shot} is done, {stage} {done} of {total}{says}", "{shot} 完成，{stage} {done}/{total}{says}")
SAYS = Phrase("{speaker}: {words}", "{speaker}：{words}")
STATE = Phrase("{state}: {reason}", "{state}：{reason}")
LEFT = Phrase("{told}, {about} left", "{told}，还需{about}")
EPISODE = Phrase("episode {number}", "第 {number} 集")
ABOUT_SECONDS = Phrase("about {count} s", "约 {count} 秒")
ABOUT_MINUTES = Phrase("about {count:g} min", "约 {count:g} 分钟")
STARTING = Phrase("starting the studio", "正在启动工作室")
STUDIO_READY = Phrase("the studio is ready", "工作室已就绪")
WAITING = Phrase("waiting", "等待中")

COLUMNS = {
    "drama": Phrase("drama", "短剧"),
    "revision": Phrase("revision", "版次"),
    "state": Phrase("state", "状态"),
    "shots": Phrase("shots", "镜头"),
    "title": Phrase("title", "片名"),
}
CALLS = Phrase("what the models took", "各模型用时")
CALL_COLUMNS = {
    "model": Phrase("model", "模型"),
    "does": Phrase("does", "工作"),
    "calls": Phrase("calls", "次数"),
    "total": Phrase("total s", "总秒数"),
    "mean": Phrase("mean s", "平均"),
    "max": Phrase("max s", "最长"),
    "cpu": Phrase("CPU s", "CPU 秒"),
    "usd": Phrase("USD", "美元"),
}
TOGETHER = Phrase("together", "合计")
BUSY = Phrase("busy with: {shares}", "主要耗时：{shares}")
WORKS = {
    "drawing": Phrase("drawing", "绘图"),
    "speech": Phrase("speech", "配音"),
    "music": Phrase("music", "配乐"),
    "checking": Phrase("checking", "检查"),
    "conforming": Phrase("conforming", "剪辑"),
    "mastering": Phrase("mastering", "合成"),
    "encoding": Phrase("encoding", "编码"),
    "card": Phrase("cards", "字卡"),
    "story": Phrase("story", "故事"),
    "episode": Phrase("scripts", "剧本"),
}
