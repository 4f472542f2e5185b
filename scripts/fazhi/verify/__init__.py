"""Wall 3: read the finished site back, with parsers that share nothing with what wrote it, before anybody sees it.

Whatever is not on a list of what we write is a fault, whoever has put it there and however it got through the first two
walls: elements, attributes, addresses, scripts, types of files, parts of documents, members of archives.
"""

from fazhi.verify.faults import Fault
from fazhi.verify.files import one
from fazhi.verify.found import Found, Own
from fazhi.verify.policy import digest
from fazhi.verify.reading import page
from fazhi.verify.sums import NAME as MANIFEST
from fazhi.verify.sums import written as manifest
from fazhi.verify.whole import Verified, audit, together, verify, whole

__all__ = [
    "MANIFEST",
    "Fault",
    "Found",
    "Own",
    "Verified",
    "audit",
    "digest",
    "manifest",
    "one",
    "page",
    "together",
    "verify",
    "whole",
]
