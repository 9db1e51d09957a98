"""The references and settings of a new account, as RetailCRM's own set-up makes them."""

from simulators.retailcrm_mock import books
from simulators.retailcrm_mock.state import Document

# Group: (is the order still in work?, {status: name}). Codes as in a fresh demo account, misspelt ones too.
STATUSES: dict[str, tuple[bool, dict[str, str]]] = {
    "new": (False, {"new": "Новый"}),
    "approval": (
        True,
        {
            "availability-confirmed": "Наличие подтверждено",
            "offer-analog": "Предложить замену",
            "ready-to-wait": "Готов ждать",
            "waiting-for-arrival": "Ожидается поступление",
            "client-confirmed": "Согласовано с клиентом",
            "prepayed": "Предоплата поступила",
        },
    ),
    "assembling": (
        True,
        {
            "send-to-assembling": "Передано в комплектацию",
            "assembling": "Комплектуется",
            "assembling-complete": "Укомплектован",
        },
    ),
    "delivery": (
        True,
        {
            "send-to-delivery": "Передан в доставку",
            "delivering": "Доставляется",
            "redirect": "Доставка перенесена",
            "ready-for-self-pickup": "Готов к самовывозу",
            "arrived-in-pickup-point": "Прибыл в пункт выдачи",
        },
    ),
    "complete": (False, {"complete": "Выполнен", "partially-completed": "Выполнен частично"}),
    "cancel": (
        False,
        {
            "no-call": "Недозвон",
            "no-product": "Нет в наличии",
            "already-buyed": "Куплено в другом месте",
            "delyvery-did-not-suit": "Не устроила доставка",
            "prices-did-not-suit": "Не устроила цена",
            "cancel-other": "Отменён",
            "return": "Возврат",
        },
    ),
}
GROUPS = {
    "new": "Новый",
    "approval": "Согласование",
    "assembling": "Комплектация",
    "delivery": "Доставка",
    "complete": "Выполнен",
    "cancel": "Отменён",
}
SITES = {"main-shop": "Основной магазин", "outlet": "Дисконт", "wholesale": "Опт"}
PAYMENT_TYPES = {"bank-card": "Банковская карта", "cash": "Наличные", "bank-transfer": "Банковский перевод"}
DELIVERY_TYPES = {"courier": "Курьер", "russian-post": "Почта России", "self-delivery": "Самовывоз"}
ORDER_TYPES = {"main": "Основной", "wholesale": "Оптовый"}
ORDER_METHODS = {
    "phone": "По телефону",
    "shopping-cart": "Через корзину",
    "one-click": "В один клик",
    "price-decrease-request": "Запрос на понижение цены",
    "landing-page": "Через целевую страницу",
    "offline": "Офлайн",
    "app": "Приложение",
    "live-chat": "Онлайн-консультант",
    "terminal": "Терминал",
    "missed-call": "Пропущенный звонок",
    "messenger": "Мессенджеры",
}
PRODUCT_STATUSES = {
    "new": "Новый",
    "in-reserve": "В резерве",
    "sent": "Отправлен",
    "sold": "Продан",
    "canceled": "Отменён",
}
PAYMENT_STATUSES = {"not-paid": "Не оплачен", "paid": "Оплачен"}
DELIVERY_SERVICES = {"express": "Экспресс", "next-day": "На следующий день"}
COSTS = {"courier": 300, "russian-post": 350, "self-delivery": 0}

SETTINGS: Document = {
    "default_currency": {"value": "RUB", "updated_at": "2024-01-15 10:00:00"},
    "system_language": {"value": "RU", "updated_at": "2024-01-15 10:00:00"},
    "timezone": {"value": "Europe/Moscow", "updated_at": "2024-01-15 10:00:00"},
    **books.hours(),
    "mg": {
        "order_creation": {
            "default": {"site": "main-shop", "order_type": "main", "order_method": "messenger"},
            "channels": {"2": {"site": "outlet", "order_type": "main", "order_method": "live-chat"}},
        }
    },
}


def references() -> dict[str, list[Document]]:
    """Every reference of a new account, by name."""
    groups = [
        {"code": code, "name": name, "active": True, "ordering": 10 * number, "process": STATUSES[code][0]}
        | {"statuses": list(STATUSES[code][1])}
        for number, (code, name) in enumerate(GROUPS.items(), 1)
    ]
    return {
        "sites": books.shops(SITES),
        "statuses": statuses(),
        "status-groups": groups,
        "payment-statuses": books.payment_statuses(PAYMENT_STATUSES, PAYMENT_TYPES),
        "payment-types": books.payment_types(PAYMENT_TYPES, PAYMENT_STATUSES, DELIVERY_TYPES, SITES),
        "delivery-types": books.delivery_types(
            COSTS, DELIVERY_TYPES, PAYMENT_TYPES, DELIVERY_SERVICES, SITES, "RUB"
        ),
        "delivery-services": books.plain(DELIVERY_SERVICES),
        "order-types": books.order_types(ORDER_TYPES),
        "order-methods": books.order_methods(ORDER_METHODS),
        "product-statuses": books.product_statuses(PRODUCT_STATUSES),
        "managers": books.managers(),
    }


def statuses() -> list[Document]:
    """The order statuses, group by group."""
    coded = [
        (group, code, name) for group, (_open, names) in STATUSES.items() for code, name in names.items()
    ]
    return [
        {"code": code, "name": name, "active": True, "ordering": 10 * number, "group": group}
        for number, (group, code, name) in enumerate(coded, 1)
    ]
