"""The contrast of two colours as WCAG counts it, for the tests of colours."""


def contrast(one: str, other: str) -> float:
    """The WCAG contrast of two colours as #rrggbb, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour as #rrggbb, 0 to 1."""
    parts = [band / 255 for band in bands(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def bands(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a colour as #rrggbb."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def laid_over(colour: str, ground: str, share: float) -> str:
    """What is seen of a colour that covers its ground by a share."""
    mixed = (round(below + share * (above - below)) for above, below in zip(bands(colour), bands(ground), strict=True))
    return "#" + "".join(f"{band:02x}" for band in mixed)
