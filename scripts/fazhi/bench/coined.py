"""Words that nobody has: brands and shops of invented cases, drawn as real words are.

The rank of a word in a text follows Zipf's law. With exponent 1 + 1/``SPREAD`` and no end of ranks, a text of n words
has about n to the power of ``GROWTH`` different ones (Heaps' law, for which English and Chinese give 0.4 to 0.7): a
library ten times as large has about four times as many words, and no index of them is filled early.
"""

from __future__ import annotations

from random import Random

from fazhi.bench.lexicon import Pair

GROWTH = 0.6
SPREAD = GROWTH / (1 - GROWTH)
HEAD = 60
"""How far the most frequent words are evened out (Mandelbrot's form of the law): no brand is in every case."""
_CHARS = (
    "云禾星岭青松溪泉晨露微风海棠橙竹笛墨砚彩虹帆浪鹿鸣雀羽荷塘杏仁桃浆槐荫银杉翠坡蓝湾红枫紫藤白金穗火花冰晶雪原月牙"
    "朝霞暮鼓春芽秋实冬麦棉絮丝路纸灯塔琴弦画诗笺茶盏酒窖药圃香草豆荚瓜蔓藕节菱角芦苇蒲扇柳哨桐籽榆钱栗壳枣林柿饼梨园"
)
"""Common characters (level 1 of GB 2312), none of them in a word of the glossary."""
_HEADS = (
    *("Bal", "Bren", "Cald", "Corv", "Dal", "Dreth", "Elm", "Fen", "Fol", "Gal", "Gren", "Hal", "Hest", "Ild", "Jor"),
    *("Kel", "Kirv", "Lan", "Lor", "Mar", "Mell", "Nar", "Nev", "Ol", "Orv", "Pel", "Pren", "Quil", "Rav", "Rell"),
    *("Sal", "Sorv", "Tal", "Tev", "Ulm", "Urv", "Val", "Verr", "Wel", "Wyn", "Yel", "Yorv", "Zan", "Zel"),
)
_MIDDLES = (*("a", "e", "i", "o", "u", "ai", "ea", "ia"), *("and", "end", "est", "ill", "orr", "ull", "ent", "ask"))
_TAILS = (
    *("bar", "bo", "cot", "dale", "den", "dorn", "fin", "ga", "gan", "ho", "kin", "lo", "lund", "mar", "mo", "nel"),
    *("nor", "pas", "po", "quin", "ra", "ris", "sa", "sel", "so", "tan", "ther", "to", "va", "vin", "wa", "zo"),
)


def drawn(chance: Random) -> Pair:
    """Draw a coined word, as it stands in Chinese (in quotation marks) and in English."""
    return word(1 + int(HEAD * ((1 - chance.random()) ** -SPREAD - 1)))


def word(rank: int) -> Pair:
    """Give the word of a rank, from 1; each rank has a word of its own, in both languages."""
    return f"“{_spelled(rank, _CHARS)}”", _english(rank)


def _spelled(rank: int, chars: str) -> str:
    """At least two characters; the ranks of two are scattered, so that words of the same rank look nothing alike."""
    size = len(chars)
    if rank < size * size:
        first, second = divmod(rank * 7919 % (size * size), size)
        return chars[first] + chars[second]
    rest, last = divmod(rank, size)
    return _spelled(rest, chars) + chars[last]


def _english(rank: int) -> str:
    size = len(_HEADS) * len(_MIDDLES) * len(_TAILS)
    rest, place = divmod(rank, size)
    place, tail = divmod(place * 7919 % size, len(_TAILS))
    head, middle = divmod(place, len(_MIDDLES))
    ending = "" if not rest else _MIDDLES[rest % len(_MIDDLES)] + _spelled_tail(rest // len(_MIDDLES))
    return _HEADS[head] + _MIDDLES[middle] + _TAILS[tail] + ending


def _spelled_tail(number: int) -> str:
    rest, tail = divmod(number, len(_TAILS))
    return _TAILS[tail] + (_spelled_tail(rest) if rest else "")
