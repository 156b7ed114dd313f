"""Why a request is refused, and how to mend it."""

from services.gateway.words import Phrase

REFUSED = Phrase("{what} cannot be filmed as it is:", "{what} 目前无法拍摄：")
LINE = Phrase("line {line}", "第 {line} 行")
PROBLEM = Phrase("{where}: {reason}; {mend}", "{where}：{reason}；{mend}")
BARE = Phrase("{reason}; {mend}", "{reason}；{mend}")
MORE = Phrase("there are {count} more problems", "另外还有 {count} 个问题")
MEND_THESE = Phrase("mend these first", "请先解决以上问题")
IT = Phrase("it", "它")

# --- fields

NO_FIELD = Phrase("there is no such field", "没有这个字段")
MEANT = Phrase("did you mean '{near}'?", "是否想写“{near}”？")
THERE_ARE = Phrase("remove it; there are: {names}", "请删除；可用的字段：{names}")
IS_MISSING = Phrase("it is missing", "缺少该字段")
ADD = Phrase("add '{field}: …'", "请添加“{field}: …”")
IS_EMPTY = Phrase("it is empty", "内容为空")
WRITE = Phrase("write something", "请写点内容")
TOO_LONG = Phrase("it is too long", "太长")
NO_VALUE = Phrase("it has no value", "没有填写内容")
NOT_ALLOWED = Phrase("{value} is not allowed", "不能是 {value}")
THIS = Phrase("this", "这个")
CHANGE = Phrase("change it", "请修改")

# --- what is allowed

ALLOWED = Phrase("allowed: {values}", "可以是：{values}")
ALLOWED_NEAR = Phrase("allowed: {values}; did you mean '{near}'?", "可以是：{values}；是否想写“{near}”？")
WHOLE = Phrase("allowed: a whole number from {least} to {most}", "可以是：{least} 到 {most} 的整数")
NUMBER = Phrase("allowed: a number from {least} to {most}", "可以是：{least} 到 {most} 的数")
NO_QUOTES = Phrase("{allowed}, without quotes", "{allowed}，不加引号")
AT_MOST = Phrase("at most {count} characters", "最多 {count} 个字符")
DIFFERENTLY = Phrase("write it differently", "请换一种写法")
A_TEXT = Phrase("write a text, in quotes, or leave the field out", "请写一段文字（加引号），或省略该字段")
A_LIST = Phrase("write a list: one line a part, each with '- ' before it", "请写成列表：每项一行，以“- ”开头")
A_LIST_OF = Phrase(
    "write a list of at most {count}: one line a part, each with '- ' before it",
    "请写成最多 {count} 项的列表：每项一行，以“- ”开头",
)
FIELDS = Phrase("write its fields: {names}", "请写出它的字段：{names}")
BY_LINE = Phrase("write 'e01-s02-l03: words' for each line", "每句台词写成“e01-s02-l03: 台词”")
UNKNOWN_MAKER = Phrase("nobody known as {value} does {capability}", "没有名为 {value} 的 {capability} 提供方或模型")
PROVIDERS = Phrase(
    "write a list for each capability, such as {{video: [kling-v1-6, studio]}}",
    "每种能力写一个列表，例如 {{video: [kling-v1-6, studio]}}",
)
MUSIC = Phrase(
    "allowed: false for none, or fields such as {{mood: romantic, volume: 0.25}}",
    "可以是：false（不要音乐），或字段，如 {{mood: romantic, volume: 0.25}}",
)

# --- shapes

NO_DRAMA_NAME = Phrase("{value} cannot name a drama", "{value} 不能作为短剧名")
DRAMA_NAME = Phrase("use lower-case letters, digits and single hyphens", "请用小写字母、数字和单个连字符")
DRAMA_NAME_SUCH = Phrase(
    "use lower-case letters, digits and single hyphens, at most {most}: such as '{such}'",
    "请用小写字母、数字和单个连字符，最多 {most} 个字符：例如“{such}”",
)
TWO_NAMES = Phrase("the file says '{file}' and you say '{said}'", "文件中写的是“{file}”，而您指定了“{said}”")
ONE_NAME = Phrase("leave one of them out", "请只保留一个")
NO_VOICE = Phrase("{value} cannot be a voice", "{value} 不是声音名")
NO_SUCH_VOICE = Phrase("no voice {value} speaks {language}", "{language} 没有声音 {value}")
A_VOICE = Phrase("name one such as zf_xiaoxiao, or leave it out", "请写 zf_xiaoxiao 这样的名字，或省略")
NO_LINE = Phrase("{value} is no line's id", "{value} 不是台词编号")
A_LINE = Phrase("name it as the manifest does, such as e01-s02-l03", "请按清单写，例如 e01-s02-l03")
CONTROL = Phrase("it holds control characters", "含有控制字符")
UNSEEN = Phrase("remove what cannot be seen", "请删除看不见的字符")
PATH = Phrase("{value} is a path", "{value} 是一个路径")
A_NAME = Phrase("write the name as it is spoken, without a folder", "请写人名本身，不要写目录")
TWICE = Phrase("the character '{name}' is named twice", "角色“{name}”出现了两次")
OWN_NAME = Phrase("give each a name of its own", "请给每个角色各自的名字")
NOTHING_SAID = Phrase("there is nothing to say", "没有可说的内容")
SPOKEN_WORDS = Phrase("write the words that are to be spoken", "请写出要说的台词")
LATER = Phrase("'{field}' is not supported yet", "暂不支持“{field}”")
LEAVE_OUT = Phrase("leave it out", "请省略")
GATE_LATER = Phrase("the gate '{gate}' is not supported yet", "暂不支持关卡“{gate}”")
NOTHING_AFTER = Phrase("nothing is made after this gate", "这个关卡之后没有要制作的内容")
MORE_QUALITY = Phrase("write 'quality: standard' or 'premium' as well", "请同时写“quality: standard”或“premium”")
CENTS = Phrase("write it with two decimals at most", "最多写两位小数")
NO_MAKER = Phrase("{value} cannot name a provider or a model", "{value} 不是提供方或模型的名字")
A_MAKER = Phrase("name providers, models or 'studio', such as kling-v1-6", "请写提供方、模型或 studio，例如 kling-v1-6")
SUBTITLES = Phrase("'subtitles' in another language are not supported yet", "暂不支持其他语言的字幕")

# --- the file

FOLDER = Phrase("this is a folder", "这是一个目录")
NAME_FILE = Phrase("name the request file in it", "请指明其中的请求文件")
NO_FILE = Phrase("there is no such file", "没有这个文件")
CHECK_PATH = Phrase("check the path", "请检查路径")
CHECK_PATH_NEAR = Phrase("check the path; did you mean {near}?", "请检查路径；是否想写 {near}？")
CANNOT_READ = Phrase("the file cannot be read ({why})", "无法读取文件（{why}）")
PERMISSIONS = Phrase("check its permissions", "请检查权限")
TOO_LARGE = Phrase("the file is larger than {limit} KB", "文件超过 {limit} KB")
A_PAGE = Phrase("a request is a page of text: shorten it", "请求只是一页文字：请缩短")
TOO_MANY = Phrase("it has more than {limit} parts", "内容超过 {limit} 项")
NOT_UTF8 = Phrase("the file is not UTF-8", "文件不是 UTF-8 编码")
SAVE_UTF8 = Phrase("save it as UTF-8", "请保存为 UTF-8")
EMPTY_FILE = Phrase("the file is empty", "文件是空的")
AT_LEAST = Phrase("write at least a line 'premise: …'", "至少写一行“premise: …”")
NOT_FIELDS = Phrase("the file must hold fields with values", "文件应由“字段: 内容”组成")

# --- JSON and YAML

NOT_JSON = Phrase("this is not JSON ({said}, column {column})", "这不是 JSON（{said}，第 {column} 列）")
MEND_IT = Phrase("mend it", "请修正")
LONG_NUMBER = Phrase("a number is too long", "数字太长")
SHORTER = Phrase("write a shorter one", "请写短一些")
FIELD_TWICE = Phrase("the field is there twice", "该字段出现了两次")
KEEP_ONE = Phrase("keep one of them", "请只保留一个")
NO_NUMBER = Phrase("{word} is not a number that can be used", "{word} 不是可用的数")
FINITE = Phrase("write a finite number", "请写有限的数")
NOT_YAML = Phrase("this is not YAML ({said})", "这不是 YAML（{said}）")
INDENT = Phrase("check indentation (no tabs), colons and quotes", "请检查缩进（不能用制表符）、冒号和引号")
BAD_CHARACTER = Phrase("a character is not allowed in YAML", "含有 YAML 不允许的字符")
DOCUMENTS = Phrase("there is more than one document", "文件中有多份文档")
ONE_DOCUMENT = Phrase("one request a file", "一个文件只写一份请求")
WORD = Phrase("a field's name must be a word", "字段名必须是一个词")
NAME_VALUE = Phrase("write 'name: value'", "请写成“名称: 内容”")
ALIAS = Phrase("anchors and aliases ('&', '*') are not allowed", "不允许锚点和别名（“&”“*”）")
WRITE_OUT = Phrase("write it out", "请完整写出")
TAG = Phrase("the tag '{tag}' is not allowed", "不允许标签“{tag}”")
REMOVE = Phrase("remove it", "请删除")
TOO_DEEP = Phrase("it is nested too deeply", "嵌套太深")
THREE_LEVELS = Phrase("a request has three levels at most", "请求最多三层")
