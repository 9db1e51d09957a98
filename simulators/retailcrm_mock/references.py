"""The references and settings of a new account, as RetailCRM's own set-up makes them."""

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
PAYMENT_STATUSES = {"not-paid": ("Не оплачен", False), "paid": ("Оплачен", True)}
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
COSTS = {"courier": 300, "russian-post": 350, "self-delivery": 0}
DELIVERY_SERVICES = {"express": "Экспресс", "next-day": "На следующий день"}
# First name, last name, groups, whether they still work here. The code is the extension of their telephone.
MANAGERS = {
    "101": ("Мария", "Орлова", ["sales"], True),
    "102": ("Павел", "Зимин", ["sales", "wholesale"], True),
    "103": ("Ольга", "Белова", ["support"], True),
    "104": ("Игорь", "Седов", ["support"], False),
}
OPENED = "2022-12-01 10:00:00"

SETTINGS: Document = {
    "default_currency": {"value": "RUB", "updated_at": "2024-01-15 10:00:00"},
    "system_language": {"value": "RU", "updated_at": "2024-01-15 10:00:00"},
    "timezone": {"value": "Europe/Moscow", "updated_at": "2024-01-15 10:00:00"},
    "work_times": [
        {"day_type": day, "start_time": "09:00", "end_time": "18:00"}
        | {"lunch_start_time": "13:00", "lunch_end_time": "14:00"}
        for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    ],
    "non_working_days": [
        {"start_date": "01.01", "end_date": "08.01"},
        {"start_date": "09.05", "end_date": "09.05"},
    ],
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
        "sites": sites(SITES),
        "statuses": statuses(),
        "status-groups": groups,
        "payment-statuses": _payment_statuses(),
        "payment-types": _payment_types(),
        "delivery-types": _delivery_types(),
        "delivery-services": _named(DELIVERY_SERVICES),
        "order-types": [
            each | _first(number, "defaultForCrm", "defaultForApi") | {"ordering": 10 * number}
            for number, each in enumerate(_named(ORDER_TYPES), 1)
        ],
        "order-methods": [
            each
            | {"defaultForCrm": each["code"] == "phone", "isFromPos": each["code"] == "terminal"}
            | {"defaultForApi": each["code"] == "shopping-cart"}
            for each in _named(ORDER_METHODS)
        ],
        "product-statuses": [
            each | {"ordering": 10 * number, "createdAt": OPENED, "cancelStatus": each["code"] == "canceled"}
            for number, each in enumerate(_named(PRODUCT_STATUSES), 1)
        ],
        "managers": managers(),
    }


def sites(names: dict[str, str]) -> list[Document]:
    """Shops with these codes and names; they sell in the name of one legal entity."""
    contragent = {"contragentType": "legal-entity", "legalName": "ООО «Утро»", "INN": "7700000016"}
    same: Document = {
        "description": "", "phones": "", "address": "", "zip": "101000", "ymlUrl": "", "loadFromYml": False,
        "catalogUpdatedAt": OPENED, "catalogLoadingAt": OPENED, "contragent": contragent,
        "contragentCode": "utro", "countryIso": "RU", "currency": "RUB", "isDemo": False,
    }  # fmt: skip
    return [
        {
            "id": number,
            "code": code,
            "name": name,
            "url": f"https://{code}.example.com",
            "ordering": 10 * number,
        }
        | {"senderEmail": f"{code}@example.com", "senderName": name, "catalogId": str(number)}
        | {**_first(number, "defaultForCrm", "isCatalogMainSite"), **same}
        for number, (code, name) in enumerate(names.items(), 1)
    ]


def managers() -> list[Document]:
    """The people who look after customers. RetailCRM answers them as users; here they serve telephony."""
    return [
        {"id": number, "code": code, "firstName": first, "lastName": last, "groups": groups}
        | {"email": f"manager{number}@example.com", "active": active}
        for number, (code, (first, last, groups, active)) in enumerate(MANAGERS.items(), 1)
    ]


def statuses() -> list[Document]:
    """The order statuses, group by group."""
    coded = [
        (group, code, name) for group, (_open, names) in STATUSES.items() for code, name in names.items()
    ]
    return [
        {"code": code, "name": name, "active": True, "ordering": 10 * number, "group": group}
        for number, (group, code, name) in enumerate(coded, 1)
    ]


def _payment_statuses() -> list[Document]:
    return [
        {"code": code, "name": name, "active": True, "ordering": 10 * number, "paymentComplete": complete}
        | {**_first(number, "defaultForCrm", "defaultForApi"), "description": ""}
        | {"paymentTypes": list(PAYMENT_TYPES)}
        for number, (code, (name, complete)) in enumerate(PAYMENT_STATUSES.items(), 1)
    ]


def _payment_types() -> list[Document]:
    same = {"description": "", "deliveryTypes": list(DELIVERY_TYPES), "sites": list(SITES)}
    return [
        each
        | _first(number, "defaultForCrm", "defaultForApi")
        | {**same, "paymentStatuses": list(PAYMENT_STATUSES)}
        for number, each in enumerate(_named(PAYMENT_TYPES), 1)
    ]


def _delivery_types() -> list[Document]:
    cash = [{"code": code, "cod": code == "cash"} for code in PAYMENT_TYPES]
    same: Document = {
        "currency": "RUB", "description": "", "paymentTypes": list(PAYMENT_TYPES),
        "deliveryPaymentTypes": cash, "vatRate": "none", "isDynamicCostCalculation": False,
        "isAutoCostCalculation": False, "isAutoNetCostCalculation": False,
        "isCostDependsOnRegionAndWeightAndSum": False, "isCostDependsOnDateTime": False, "sites": list(SITES),
    }  # fmt: skip
    return [
        each
        | {"id": number, "defaultCost": COSTS[each["code"]], "defaultNetCost": COSTS[each["code"]] // 2}
        | {"deliveryServices": list(DELIVERY_SERVICES) if each["code"] == "courier" else []}
        | {**_first(number, "defaultForCrm"), **same}
        for number, each in enumerate(_named(DELIVERY_TYPES), 1)
    ]


def _named(names: dict[str, str]) -> list[Document]:
    return [{"code": code, "name": name, "active": True} for code, name in names.items()]


def _first(number: int, *flags: str) -> Document:
    """Flags that only the first of a list has."""
    return dict.fromkeys(flags, number == 1)
