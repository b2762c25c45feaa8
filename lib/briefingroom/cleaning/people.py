"""Names of people and of news outlets: the key that compares them, and their forms."""

import re
import unicodedata

from .lines import UNSEEN_MARKS

UNSEEN = re.compile(f"[{UNSEEN_MARKS}]")
IN_BRACKETS = re.compile(r"\s*[(（\[【][^)）\]】]*[)）\]】]*")
HONORIFICS = (
    "mr mrs ms miss madam madame dr prof professor sir comrade academician general lieutenant "
    "colonel major captain admiral commander gen lt col maj capt adm senior rear brigadier "
    "his her excellency"
).split()
OFFICES = (
    "vice deputy assistant executive first acting minister premier director director-general "
    "spokesperson spokesman spokeswoman governor mayor president chairman chairwoman chairperson "
    "chair chief engineer economist secretary secretary-general commissioner ambassador counselor "
    "counsellor host moderator administrator head mc emcee presenter"
).split()
BEFORE_A_NAME = {*HONORIFICS, *OFFICES}
OFFICE = re.compile(
    r"\b(?:minister|premier|director|spokes(?:person|man|woman)|head|chief|president|governor|mayor"
    r"|secretary|deputy|vice|engineer|officials?|commissioner|members?|chair(?:man|woman|person)?"
    r"|academician|inspector|counsell?or|economist|statistician|administrator|in charge"
    r"|professor|researcher|manager|ceo|expert|representative|assistant|editor|dean|fellow"
    r"|general|commander|captain|party chief|leader|founder|analyst|chancellor|curator|auditor)\b",
    re.IGNORECASE,
)
SURNAMES = set(
    "ai an bai ban bao bi bian bo bu cai cao cen chai chang che chen cheng chi chu cui dai "
    "dang deng di diao ding dong dou du duan fan fang fei feng fu gan gao ge geng gong gou gu "
    "guan gui guo hai han hang hao he hei heng hong hou hu hua huang hui huo ji jia jian "
    "jiang jiao jin jing ju kan kang ke kong kuang lai lan lang lei leng li lian liang liao "
    "lin ling liu long lou lu luan luo lv ma mai man mao mei meng mi miao min ming mo mou mu "
    "nan ni nie ning niu ou ouyang pan pang pei peng pi pu qi qian qiang qiao qin qiu qu quan "
    "que ran rao ren rong ruan rui sang sha shan shang shao she shen sheng shi shou shu shui "
    "si situ sima song su sui sun tai tan tang tao teng tian tong tu wan wang wei wen weng wu "
    "xi xia xian xiang xiao xie xin xing xiong xu xuan xue xun yan yang yao ye yi yin ying "
    "you yu yuan yue yun zang zeng zha zhai zhan zhang zhao zhen zheng zhi zhong zhou zhu "
    "zhuang zhuge zhuo zong zou zu zuo".split()
)
SYLLABLE = (
    "(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei"
    "|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|er|a|o|e|i|u|v))"
)
GIVEN_NAME = re.compile(rf"{SYLLABLE}{{1,3}}")
OUTLET_WORDS = (
    r"news\w* daily agency tv television times posts? radio press magazine herald journal "
    r"media net network online weekly monthly shimbun broadcast\w* gazette tribune telegraph "
    r"standard chronicle observer guardian globe review report wire channel service group "
    r"paper business financial economic securities morning evening voice reuters bloomberg "
    r"xinhua cnbc afp cctv cgtn nhk cnr bbc yonhap kyodo tass sputnik caixin yicai jiemian "
    r"people[’']s zaobao pao bao po ribao international express digest correspondent today "
    r"nikkei asahi mainichi yomiuri efe dpa ansa anadolu prensa itar novosti kommersant "
    r"mirror star sun mail independent economist focus dispatch courier bulletin gazeta "
    r"insider view information satellite convergence"
).split()
OUTLET_WORD = re.compile(
    rf"\b(?:{'|'.join(OUTLET_WORDS)})\b|\b[\w-]+\.(?:com|cn|net|org|hk|tv|info)\b", re.IGNORECASE
)
ACRONYM = re.compile(r"[A-Z][A-Z0-9&]{1,6}(?:[- ]?\d+)?")
SMALL_WORDS = set(
    "of and the for in on at from with to a an de la le du des di da del el der die das und"
    " & y e al - – —".split()
)
ONE_LETTER = re.compile(r"[^\W\d_]")


def as_compared(text: str) -> str:
    r"""A text as it is compared: one form of each character, nothing unseen, no case, one blank.

    >>> as_compared("Xin\u200bhua\u00a0NEWS  Agency：")
    'xinhua news agency:'
    """
    plain = unicodedata.normalize("NFKC", UNSEEN.sub("", text)).replace("’", "'")
    return " ".join(plain.casefold().split())


def as_printed(text: str) -> str:
    r"""A name as it is shown: as printed, with nothing unseen and one blank between words.

    >>> as_printed("Xin\u200bhua\u00a0News Agency ")
    'Xinhua News Agency'
    """
    return " ".join(UNSEEN.sub("", text).split())


def without_brackets(name: str) -> str:
    """A name without what stands in brackets behind or between its words.

    >>> without_brackets("CEIS (affiliated with Xinhua)")
    'CEIS'
    """
    outside = IN_BRACKETS.sub("", name).strip()
    return outside or name.strip("()（）[]【】 ")


def bare_name(name: str) -> str:
    """A person's name without brackets, position, honorific and office.

    >>> bare_name("Vice Minister Mr. Xin Guobin (MIIT)"), bare_name("Ms Xu Xiaolan, chief engineer")
    ('Xin Guobin', 'Xu Xiaolan')
    """
    words = re.split(r"[,，;]| [-–—] ", without_brackets(as_printed(name)))[0].split()
    while len(words) > 1 and words[0].rstrip(".").casefold() in BEFORE_A_NAME:
        words = words[1:]
    name = " ".join(words)
    letters = [word for word in words if ONE_LETTER.search(word)]
    shouted = len(letters) > 1 and all(word.isupper() and len(word) > 1 for word in letters)
    return name.title() if shouted else name


def person_key(name: str) -> str:
    """What two printings of one person's name have in common.

    >>> person_key("MR. XIN GUOBIN") == person_key("Xin Guobin") == person_key("Xin Guo-bin")
    True
    """
    key = as_compared(bare_name(name)).rstrip(":").replace("-", "").replace("'", "")
    return key.replace(".", "").strip()


def honorific_of(name: str) -> str:
    """The honorific before a name, with its stop; empty where there is none.

    >>> honorific_of("Mr Xin Guobin"), honorific_of("Xin Guobin")
    ('Mr.', '')
    """
    match = re.match(r"(Mr|Ms|Mrs|Dr|Prof|Miss|Madam)\b\.?\s", as_printed(name), re.IGNORECASE)
    if not match:
        return ""
    title = match[1].capitalize()
    return title if title in ("Miss", "Madam") else f"{title}."


def has_title(name: str) -> bool:
    """Whether an honorific or an office stands before a name.

    >>> has_title("Mr. Bo Wu"), has_title("BO WU"), has_title("Minister of Commerce")
    (True, False, False)
    """
    words = as_printed(name).split()
    return (
        len(words) > 1
        and words[0].rstrip(".").casefold() in BEFORE_A_NAME
        and words[1][0].isupper()
    )


def is_chinese_name(name: str) -> bool:
    """Whether a name has the form of a Chinese person's in pinyin: surname, given name.

    >>> is_chinese_name("Ouyang Xiuhua"), is_chinese_name("Economic Daily")
    (True, False)
    """
    words = [word.replace("-", "").replace("'", "").replace("’", "") for word in name.split()]
    if len(words) not in (2, 3) or not all(word[:1].isupper() for word in words):
        return False
    surname, *given = (word.casefold() for word in words)
    return surname in SURNAMES and all(GIVEN_NAME.fullmatch(word) for word in given)


def looks_like_outlet(name: str) -> bool:
    """Whether a name has a word of outlets, a domain or the form of an acronym.

    >>> looks_like_outlet("Island Post"), looks_like_outlet("NHK"), looks_like_outlet("Bo Wu")
    (True, True, False)
    """
    return bool(OUTLET_WORD.search(name) or ACRONYM.fullmatch(without_brackets(name)))


def is_title_case(name: str) -> bool:
    """Whether every word begins with a capital or a digit, but for the small ones.

    >>> is_title_case("Voice of China, China Media Group"), is_title_case("We will do as follows")
    (True, False)
    """
    words = re.split(r"[\s,，/|]+", without_brackets(name))
    words = [word for word in words if word]
    if not words or words[0] in SMALL_WORDS:
        return False
    return all(_is_capital(word) or word in SMALL_WORDS for word in words) and any(
        _is_capital(word) for word in words
    )


def _is_capital(word: str) -> bool:
    bare = word.strip("\"'“”‘’().&-–—·")
    if not bare:
        return True
    return bare[0].isupper() or bare[0].isdigit() or bool(DOMAIN.fullmatch(bare))


DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}")
