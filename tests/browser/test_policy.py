"""The headers that the site is served with here do stop what they forbid; that no page breaks them is held by every browser test."""

import pytest

SLIPS = {
    "a script of its own": (
        "script-src-elem",
        "document.body.append(Object.assign(document.createElement('script'), { textContent: 'slipped = 1' }))",
    ),
    "a script in an attribute": (
        "script-src-attr",
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"data:,\" onerror=\"slipped = 1\">')",
    ),
    "a script made of words": ("script-src", "setTimeout('slipped = 1')"),
    "an image from the memory of the page": ("img-src", "new Image().src = URL.createObjectURL(new Blob())"),
    "a plug-in": (
        "object-src",
        "document.body.append(Object.assign(document.createElement('object'), { data: 'data:text/html,slipped' }))",
    ),
    "a frame": ("frame-src", "document.body.append(Object.assign(document.createElement('iframe'), { src: 'data:text/html,slipped' }))"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_what_the_policy_forbids_does_not_happen_and_is_told(new_page, site, slip):
    directive, attempt = SLIPS[slip]
    page = new_page(forgiving=True, strict=True)
    page.goto(site)
    broken = page.evaluate(
        f"""() => new Promise((resolve) => {{
          addEventListener("securitypolicyviolation", (breach) => resolve(breach.effectiveDirective));
          setTimeout(resolve, 20000, "nothing");
          {attempt};
        }})"""
    )
    assert broken == directive
    assert page.evaluate("typeof slipped") == "undefined"
