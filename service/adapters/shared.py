"""Answers that replicas share through Redis, sealed; each keeps its own in memory too, for when Redis fails.

Ages are told by what is left of a value's life on the server, so no two clocks are ever compared.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from redis import Redis

from service.adapters import codec
from service.adapters.link import Link
from service.adapters.memory import SHOWN_SECONDS, Memory
from service.adapters.opened import Opened
from service.adapters.sealing import Seal, Seals
from service.adapters.store import Drawing, Kept, Life, Recalled, Verdict
from service.core.drawn import Subject
from service.core.model import Question, Reason, Reply
from service.ports import Visit

_LEASE_SECONDS = 2.0
"""How long others wait for a replica that may have died; a CRM that is slower is asked by two of them."""
_LIFE_BYTES = 8
_GRAIN = 0.002
"""Seconds by which the server's ages, in whole milliseconds, and ours may disagree."""


class SharedMemory:
    """A store that all replicas share, as long as there is a Redis to share it by.

    Args:
        memory: What this process remembers by itself; used where Redis knows nothing.
        link: The way to Redis.
        seals: What names and seals the values.
        seconds: How long an answer is kept.
        lease: For how many seconds a question is one replica's to ask.
    """

    def __init__(
        self, memory: Memory, link: Link, seals: Seals, seconds: float, lease: float = _LEASE_SECONDS
    ) -> None:
        self._memory, self._link, self._seals = memory, link, seals
        self._lease = int(lease * 1000)
        self._life = int(seconds * 1000)
        self._opened = Opened()

    def recall(self, visit: Visit, questions: Sequence[Question]) -> Recalled:
        """Return what is known here or elsewhere; what a key was told before it was rejected is not.

        What only others knew is known here from then on, so that a block drawn from it can be given again.
        """
        own, shared = self._memory.recall(visit, questions), self._recall(visit, questions)
        verdicts = [each.verdict for each in (own, shared) if each.verdict]
        verdict = min(verdicts, key=lambda each: each.age, default=None)
        kept = {**own.kept, **{each: _better(own.kept.get(each), kept) for each, kept in shared.kept.items()}}
        if verdict:
            kept = {question: each for question, each in kept.items() if each.age < verdict.age - _GRAIN}
        for question, each in kept.items():
            if each is shared.kept.get(question):
                self._memory.keep(visit, {question: each.reply}, each.age)
        return Recalled(kept, verdict)

    def keep(self, visit: Visit, replies: Mapping[Question, Reply]) -> None:
        """Remember answers, here and for all."""
        self._memory.keep(visit, replies)
        seal = self._seals.of(visit)
        sealed = {}
        for question, reply in replies.items():
            name = _name(seal, question)
            sealed[name] = self._close(seal, name, codec.dump(reply))
            self._opened.put(name, sealed[name], reply, self._life)
        leases = [_lease(seal, question) for question in replies]

        def write(redis: "Redis") -> list[object]:
            pipe = redis.pipeline(transaction=False)
            for name, value in sealed.items():
                pipe.set(name, value, px=self._life)
            pipe.unlink(*leases)
            return pipe.execute()

        self._link.write(write)

    def forget(self, visit: Visit, question: Question) -> None:
        """Remember an answer no longer."""
        self._memory.forget(visit, question)
        name = _name(self._seals.of(visit), question)
        self._link.read(lambda redis: redis.unlink(name))

    def reject(self, visit: Visit, reason: Reason) -> None:
        """Remember only that the key was rejected: what is older counts no more."""
        self._memory.reject(visit, reason)
        seal = self._seals.of(visit)
        name = seal.name("verdict")
        value = self._close(seal, name, reason.encode())
        self._link.write(lambda redis: redis.set(name, value, px=self._life))

    def seen(self, visit: Visit) -> bool:
        """Tell whether the visit's ticket was shown within the last minute, by whichever replica."""
        name = self._seals.of(visit).name("ticket", visit.ticket)
        return self._memory.seen(visit) or bool(self._link.read(lambda redis: redis.exists(name)))

    def show(self, visit: Visit) -> None:
        """Remember that the visit's ticket is shown now."""
        self._memory.show(visit)
        name = self._seals.of(visit).name("ticket", visit.ticket)
        self._link.write(lambda redis: redis.set(name, b"1", px=int(SHOWN_SECONDS * 1000)))

    def draw(self, visit: Visit, subject: Subject, drawing: Drawing, life: Life) -> None:
        """Remember a block here, where it is drawn as quickly as it would be fetched."""
        self._memory.draw(visit, subject, drawing, life)

    def drawing(self, visit: Visit, subject: Subject, rejected: float) -> Drawing | None:
        """Return the block of a subject that was drawn here, unless others have heard other answers since."""
        drawing = self._memory.drawing(visit, subject, rejected)
        if drawing is None:
            return None
        known = self.recall(visit, tuple(drawing.replies))
        if known.verdict and known.verdict.age < rejected:
            return None
        same = (each in known.kept and known.kept[each].reply is it for each, it in drawing.replies.items())
        return drawing if all(same) else None

    def lease(self, visit: Visit, questions: Sequence[Question], young: float) -> tuple[Question, ...]:
        """Return the questions that no other replica asks now, or has asked within so many seconds."""
        seal = self._seals.of(visit)
        names = [(_lease(seal, question), _name(seal, question)) for question in questions]

        def take(redis: "Redis") -> list[object]:
            pipe = redis.pipeline(transaction=False)
            for lease, name in names:
                pipe.set(lease, b"1", nx=True, px=self._lease)
                pipe.pttl(name)
            return pipe.execute()

        taken = self._link.write(take)
        if taken is None:
            return tuple(questions)
        told = dict(zip(questions, zip(taken[::2], taken[1::2], strict=True), strict=True))
        mine = [question for question, (lease, _) in told.items() if lease]
        known = [each for each in mine if self._is_young(told[each][1], young)]
        if known:
            self.release(visit, known)
        return tuple(question for question in mine if question not in known)

    def _is_young(self, left: object, young: float) -> bool:
        return isinstance(left, int) and left > self._life - young * 1000

    def release(self, visit: Visit, questions: Sequence[Question]) -> None:
        """Let others ask again."""
        seal = self._seals.of(visit)
        names = [_lease(seal, question) for question in questions]
        self._link.read(lambda redis: redis.unlink(*names))

    def _recall(self, visit: Visit, questions: Sequence[Question]) -> Recalled:
        seal = self._seals.of(visit)
        names = [seal.name("verdict"), *(_name(seal, question) for question in questions)]

        def read(redis: "Redis") -> list[object]:
            pipe = redis.pipeline(transaction=False)
            for name in names:
                pipe.get(name)
                pipe.pttl(name)
            return pipe.execute()

        found = self._link.read(read) or [None, -2] * len(names)
        verdict, *answers = zip(names, found[::2], found[1::2], strict=True)
        told = {each: self._read(seal, *answer) for each, answer in zip(questions, answers, strict=True)}
        kept = {question: each for question, each in told.items() if each}
        return Recalled(kept, _verdict(self._open(seal, *verdict)))

    def _read(self, seal: Seal, name: bytes, sealed: object, left: object) -> Kept | None:
        """Return an answer and its age; the very same one for the same bytes."""
        if isinstance(sealed, bytes) and isinstance(left, int) and left >= 0:
            if known := self._opened.get(name, sealed):
                return Kept(known[0], _age(known[1], left))
            if opened := self._open(seal, name, sealed, left):
                return self._kept(name, sealed, left, opened)
        return None

    def _kept(self, name: bytes, sealed: bytes, left: int, opened: tuple[bytes, float]) -> Kept | None:
        with suppress(codec.Unreadable):
            reply = codec.load(opened[0])
            self._opened.put(name, sealed, reply, left + round(opened[1] * 1000))
            return Kept(reply, opened[1])
        return None

    def _close(self, seal: Seal, name: bytes, value: bytes) -> bytes:
        return seal.close(name, self._life.to_bytes(_LIFE_BYTES) + value)

    def _open(self, seal: Seal, name: bytes, sealed: object, left: object) -> tuple[bytes, float] | None:
        """Return a value and its age; None if it is not ours, or lives for ever, as ours never do."""
        if not (isinstance(sealed, bytes) and isinstance(left, int) and left >= 0):
            return None
        value = seal.open(name, sealed)
        if value is None:
            return None
        life = int.from_bytes(value[:_LIFE_BYTES])
        return value[_LIFE_BYTES:], _age(life, left)


def _name(seal: Seal, question: Question) -> bytes:
    return seal.name(f"answer {question.search}", question.text)


def _lease(seal: Seal, question: Question) -> bytes:
    return seal.name(f"lease {question.search}", question.text)


def _better(own: Kept | None, shared: Kept) -> Kept:
    """Return the younger; of equal answers our own, which is the one that blocks were drawn from."""
    if own and own.reply == shared.reply:
        return Kept(own.reply, min(own.age, shared.age))
    return own if own and own.age <= shared.age else shared


def _age(life: int, left: int) -> float:
    return max(0.0, (life - left) / 1000)


def _verdict(opened: tuple[bytes, float] | None) -> Verdict | None:
    with suppress(ValueError):
        return Verdict(Reason(opened[0].decode()), opened[1]) if opened else None
    return None
