"""Country by country: the order of dates, the unit of weights."""

import pytest

from clinic_app.domain.regional import Order, WeightUnit, order_of_locale, weight_unit_of_locale


@pytest.mark.parametrize(
    ("locale", "order", "unit"),
    [
        ("en_US.UTF-8", Order.MONTH_FIRST, WeightUnit.LB),
        ("es_US", Order.MONTH_FIRST, WeightUnit.LB),
        ("English_United States", Order.MONTH_FIRST, WeightUnit.LB),
        ("en-Latn-US", Order.MONTH_FIRST, WeightUnit.LB),
        ("en_PH", Order.MONTH_FIRST, WeightUnit.KG),
        ("en_CA.UTF-8", Order.DAY_FIRST, WeightUnit.KG),
        ("es_MX", Order.DAY_FIRST, WeightUnit.KG),
        ("de_DE@euro", Order.DAY_FIRST, WeightUnit.KG),
        ("C.UTF-8", Order.DAY_FIRST, WeightUnit.KG),
        ("", Order.DAY_FIRST, WeightUnit.KG),
    ],
)
def test_a_locale_tells_the_order_of_dates_and_the_unit(
    locale: str, order: Order, unit: WeightUnit
):
    assert order_of_locale(locale) is order
    assert weight_unit_of_locale(locale) is unit
