"""The wardrobe: one garment a file, registered here, and how words dress somebody."""

from random import Random

from shared.artifacts.records import Gender
from shared.providers.studio.picture.colours import rgb
from shared.providers.studio.picture.wardrobe import (
    apron,
    cardigan,
    coat,
    cotton_jacket,
    denim,
    down_jacket,
    gown,
    hoodie,
    jacket,
    nurse,
    qipao,
    rider,
    rider_vest,
    school,
    shirt,
    suit,
    sweater,
    tshirt,
    tunic,
    uniform,
    vest,
    white_coat,
)
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment, Outfit
from shared.providers.studio.picture.wardrobe.patterns import PATTERNS
from shared.providers.studio.picture.wardrobe.tailor import Tailor
from shared.providers.studio.picture.wardrobe.words import read_outfit

GARMENTS: tuple[Garment, ...] = tuple(
    module.STYLE
    for module in (
        apron,
        cardigan,
        coat,
        cotton_jacket,
        denim,
        down_jacket,
        gown,
        hoodie,
        jacket,
        nurse,
        qipao,
        rider,
        rider_vest,
        school,
        shirt,
        suit,
        sweater,
        tshirt,
        tunic,
        uniform,
        vest,
        white_coat,
    )
)
LOWERS = tuple(rgb(code) for code in ("#2c2f3a", "#3b4660", "#4a4038", "#33333a", "#54565e"))


def dress(text: str, gender: Gender, age: int, chance: Random) -> Outfit:
    """The outfit that the text describes; what it leaves open is drawn by chance."""
    weights = [garment.suits(gender, age) for garment in GARMENTS]
    drawn = chance.choices(GARMENTS, weights if sum(weights) else None)[0]
    shade, lower, accent = chance.random(), chance.choice(LOWERS), chance.random()
    read = read_outfit(text, GARMENTS)
    garment = read.garment or drawn
    palette = garment.palette
    return Outfit(
        garment=garment,
        colour=read.colour or rgb(palette[int(shade * len(palette))]),
        accent=read.accent or rgb(garment.accent),
        inner=read.inner or rgb(garment.inner),
        lower=read.lower or lower,
        skirt=garment.skirt or (read.skirt and gender == "female"),
        pattern=read.pattern or next((pattern for pattern in PATTERNS if pattern.name == garment.woven), None),
        scarf=read.scarf or (rgb(palette[int(accent * len(palette))]) if read.wants_scarf else None),
    )


__all__ = ["GARMENTS", "Cut", "Garment", "Outfit", "Tailor", "dress"]
