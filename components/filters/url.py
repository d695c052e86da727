"""The limits of an address, which the server and the pages share."""

# Streamlit drops the filters of an address with more, and tells nobody.
MOST_PARTS, MOST_CHARACTERS = 1_000, 512 * 1024
TOO_MUCH = "too_much"  # stands in the address instead of them
