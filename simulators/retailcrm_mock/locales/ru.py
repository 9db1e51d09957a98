"""Russia."""

from simulators.retailcrm_mock.locales.model import Locale, Market, Numbering, People, Words

WORDS = Words(
    groups={
        "new": "Новый", "approval": "Согласование", "assembling": "Комплектация", "delivery": "Доставка",
        "complete": "Выполнен", "cancel": "Отменён",
    },
    statuses={
        "new": "Новый",
        "availability-confirmed": "Наличие подтверждено", "offer-analog": "Предложить замену",
        "ready-to-wait": "Готов ждать", "waiting-for-arrival": "Ожидается поступление",
        "client-confirmed": "Согласовано с клиентом", "prepayed": "Предоплата поступила",
        "send-to-assembling": "Передано в комплектацию", "assembling": "Комплектуется",
        "assembling-complete": "Укомплектован",
        "send-to-delivery": "Передан в доставку", "delivering": "Доставляется",
        "redirect": "Доставка перенесена", "ready-for-self-pickup": "Готов к самовывозу",
        "arrived-in-pickup-point": "Прибыл в пункт выдачи",
        "complete": "Выполнен", "partially-completed": "Выполнен частично",
        "no-call": "Недозвон", "no-product": "Нет в наличии", "already-buyed": "Куплено в другом месте",
        "delyvery-did-not-suit": "Не устроила доставка", "prices-did-not-suit": "Не устроила цена",
        "cancel-other": "Отменён", "return": "Возврат",
    },
    renamed={
        "new": ("novaya-zayavka", "Новая заявка с сайта"),
        "client-confirmed": ("podtverzhden", "Подтверждён"),
        "delivering": ("u-kuriera", "У курьера"), "complete": ("done", "Клиент доволен"),
        "cancel-other": ("otmena", "Отмена"),
    },
    sites={"main-shop": "Основной магазин", "outlet": "Дисконт", "wholesale": "Опт"},
    payment_statuses={"not-paid": "Не оплачен", "paid": "Оплачен"},
    payment_types={
        "bank-card": "Банковская карта", "cash": "Наличные", "bank-transfer": "Банковский перевод",
    },
    delivery_types={"courier": "Курьер", "russian-post": "Почта России", "self-delivery": "Самовывоз"},
    delivery_services={"express": "Экспресс", "next-day": "На следующий день"},
    order_types={"main": "Основной", "wholesale": "Оптовый"},
    order_methods={
        "phone": "По телефону", "shopping-cart": "Через корзину", "one-click": "В один клик",
        "price-decrease-request": "Запрос на понижение цены", "landing-page": "Через целевую страницу",
        "offline": "Офлайн", "app": "Приложение", "live-chat": "Онлайн-консультант", "terminal": "Терминал",
        "missed-call": "Пропущенный звонок", "messenger": "Мессенджеры",
    },
    product_statuses={
        "new": "Новый", "in-reserve": "В резерве", "sent": "Отправлен", "sold": "Продан",
        "canceled": "Отменён",
    },
)  # fmt: skip
PEOPLE = People(
    persons="faker.providers.person.ru_RU",
    company="ООО «{} и партнёры»",
    patronymics=True,
    numberings=(
        Numbering(
            "999",
            10,
            (
                "+7##########", "8##########", "7##########", "+7 (###) ###-##-##", "8 (###) ###-##-##",
                "8-###-###-##-##", "+7 ### ### ## ##", "##########", "8(###)####### доб. 12",
            ),
        ),
    ),
    cities={
        "Москва": "Москва", "Санкт-Петербург": "Санкт-Петербург", "Казань": "Татарстан",
        "Тверь": "Тверская область", "Екатеринбург": "Свердловская область",
        "Нижний Новгород": "Нижегородская область",
    },
    streets=("ул. Садовая, д. {}", "пр. Мира, д. {}", "ул. Лесная, д. {}", "пер. Тихий, д. {}"),
    tags={
        "оптовик": "#3e89b6", "блогер": "#a17dc1", "просит перезвонить": "#e0a030", "постоянный": "#4a9a5b",
    },
    comments=("Позвоните за час", "Домофон не работает", "Оставьте у консьержа"),
)  # fmt: skip
MARKET = Market(
    goods={
        "Чайник эмалированный": 1595, "Кофеварка рожковая": 12990, "Плед шерстяной": 3490,
        "Кружка «Утро»": 450, "Лампа настольная": 2199.9, "Набор ножей": 4750, "Сковорода чугунная": 2890,
        "Скатерть льняная": 1999, "Подсвечник": 690, "Ваза стеклянная": 1349.5, "Корзина для белья": 1790,
        "Часы настенные": 2450,
    },
    colours=("красный", "синий", "белый", "зелёный"),
    colour="Цвет",
    carriage={"courier": 300, "russian-post": 350, "self-delivery": 0},
    under_way="В пути",
    track="RU",
    linked="Дозаказ",
)  # fmt: skip
LOCALE = Locale("ru_RU", "RU", "RU", "RUB", "Europe/Moscow", WORDS, PEOPLE, MARKET)
