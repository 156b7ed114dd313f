"""What a shot will cost before it is made, by the rules and prices that choose on the day. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shared.artifacts.records import Shot
from shared.ledger.prices import Prices
from shared.planning.words import spoken
from shared.providers.catalogue import Capability, Catalogue, asked_seconds
from shared.providers.catalogue.quotes import film_quote, speech_quote
from shared.providers.ports import TAKE_HEIGHT, TAKE_WIDTH
from shared.providers.routing.ranking import Bid, Ranked, rank
from shared.providers.routing.rules import Quality, Rules
from shared.providers.routing.traits import Trait, traits_of_scene, traits_of_shot

SCENE_TOKENS, SHOT_TOKENS, LINE_TOKENS = 1800, 160, 200
"""About what a scene's rules and material take that a chat model is sent and answers, and each shot and line of it."""
TAKES = Decimal("1.15")
"""Takes of a shot that are to be expected: productions report 6 to 34 revisions of a hundred shots."""

Preferences = Mapping[str, Sequence[str]]
"""By capability, the providers and models that a request prefers, in order."""


@dataclass(frozen=True)
class Tariff:
    """What decides who is asked, and at what price: the rules, the prices of a day, the providers in use.

    These are those of the catalogue, in its order (``Catalogue.among``).
    """

    catalogue: Catalogue
    rules: Rules
    prices: Prices
    on: date

    def film(self, shot: Shot, seconds: float, quality: Quality, preferences: Sequence[str] = ()) -> Ranked[Bid] | None:
        """The model that will film the shot, or None if none can: then the studio does."""
        bids = [
            Bid(spec, film_quote(spec, seconds, TAKE_WIDTH, TAKE_HEIGHT, self.prices, self.on))
            for spec in self.catalogue.models("video")
            if not spec.seconds or asked_seconds(spec, seconds) <= spec.seconds[1]
        ]
        return self._first(bids, "video", traits_of_shot(shot), quality, preferences)

    def speech(self, text: str, voice: str, quality: Quality, preferences: Sequence[str] = ()) -> Ranked[Bid] | None:
        """The model that will speak the text, or None if the voice is none of a provider's: then the studio does."""
        provider, _, name = voice.rpartition("/")
        bids = [
            Bid(spec, speech_quote(spec, spoken(text), self.prices, self.on))
            for spec in self.catalogue.models("speech")
            if spec.provider == provider and any(name in voices for voices in spec.voices.values())
        ]
        return self._first(bids, "speech", (), quality, preferences)

    def words(self, shots: Sequence[Shot], quality: Quality, preferences: Sequence[str] = ()) -> Ranked[Bid] | None:
        """The model that will write the scene's lines, or None if none is in use: then the studio does."""
        tokens = SCENE_TOKENS + SHOT_TOKENS * len(shots) + LINE_TOKENS * sum(len(shot.lines) for shot in shots)
        bids = [
            Bid(spec, self.prices.quote(spec.name, "million tokens", Decimal(tokens) / 1_000_000, self.on))
            for spec in self.catalogue.models("chat")
        ]
        return self._first(bids, "chat", traits_of_scene(shots), quality, preferences)

    def _first(
        self,
        bids: Sequence[Bid],
        capability: Capability,
        traits: Collection[Trait],
        quality: Quality,
        preferences: Sequence[str],
    ) -> Ranked[Bid] | None:
        if not bids:
            return None
        rule = self.rules.rule_for(capability, traits, quality)
        return next(iter(rank(bids, rule, preferences, providers=self.catalogue.providers)), None)


def estimate_shot(
    shot: Shot,
    seconds: float,
    quality: Quality,
    catalogue: Catalogue,
    rules: Rules,
    prices: Prices,
    on: date,
    *,
    voices: Mapping[str, str] | None = None,
    preferences: Preferences | None = None,
    takes: Decimal = TAKES,
) -> dict[str, Decimal]:
    """What each stage will spend on the shot, in the currency of the prices; a stage that spends nothing is left out.

    ``catalogue`` holds the providers in use (``Catalogue.among``). ``voices`` are the speakers' voices: those of a
    provider ("holysheep/Tianmei") are bought. A shot that no model can film costs nothing: the studio films it.
    """
    tariff, wishes = Tariff(catalogue, rules, prices, on), preferences or {}
    film = tariff.film(shot, seconds, quality, wishes.get("video", ()))
    voice = {line.id: (voices or {}).get(line.speaker, "") for line in shot.lines}
    spoken_by = [tariff.speech(line.text, voice[line.id], quality, wishes.get("speech", ())) for line in shot.lines]
    found = {
        "video": film.candidate.quote.amount * takes if film else Decimal(0),
        "audio": sum((bid.candidate.quote.amount for bid in spoken_by if bid), Decimal(0)),
    }
    return {stage: amount for stage, amount in found.items() if amount}
