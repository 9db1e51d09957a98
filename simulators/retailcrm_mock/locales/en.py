"""The United States, with some customers in Britain."""

from simulators.retailcrm_mock.locales.model import Locale, Market, Numbering, People, Words

WORDS = Words(
    groups={
        "new": "New", "approval": "Approval", "assembling": "Assembling", "delivery": "Delivery",
        "complete": "Completed", "cancel": "Cancelled",
    },
    statuses={
        "new": "New",
        "availability-confirmed": "Availability confirmed", "offer-analog": "Offer a replacement",
        "ready-to-wait": "Ready to wait", "waiting-for-arrival": "Waiting for stock",
        "client-confirmed": "Agreed with the customer", "prepayed": "Prepaid",
        "send-to-assembling": "Sent to assembling", "assembling": "Being assembled",
        "assembling-complete": "Assembled",
        "send-to-delivery": "Handed to delivery", "delivering": "On its way", "redirect": "Delivery moved",
        "ready-for-self-pickup": "Ready for pick-up", "arrived-in-pickup-point": "At the pick-up point",
        "complete": "Completed", "partially-completed": "Partially completed",
        "no-call": "Not reached", "no-product": "Out of stock", "already-buyed": "Bought elsewhere",
        "delyvery-did-not-suit": "Delivery did not suit", "prices-did-not-suit": "Price did not suit",
        "cancel-other": "Cancelled", "return": "Returned",
    },
    renamed={
        "new": ("just-in", "Just in"), "client-confirmed": ("confirmed", "Confirmed"),
        "delivering": ("with-courier", "With the courier"), "complete": ("done", "Happy customer"),
        "cancel-other": ("dropped", "Dropped"),
    },
    sites={"main-shop": "Main shop", "outlet": "Outlet", "wholesale": "Wholesale"},
    payment_statuses={"not-paid": "Not paid", "paid": "Paid"},
    payment_types={"bank-card": "Bank card", "cash": "Cash", "bank-transfer": "Bank transfer"},
    delivery_types={"courier": "Courier", "post": "Mail", "self-delivery": "Pick-up"},
    delivery_services={"express": "Express", "next-day": "Next day"},
    order_types={"main": "Main", "wholesale": "Wholesale"},
    order_methods={
        "phone": "By phone", "shopping-cart": "Shopping cart", "one-click": "One click",
        "price-decrease-request": "Request for a lower price", "landing-page": "Landing page",
        "offline": "Offline", "app": "App", "live-chat": "Live chat", "terminal": "Terminal",
        "missed-call": "Missed call", "messenger": "Messengers",
    },
    product_statuses={
        "new": "New", "in-reserve": "Reserved", "sent": "Sent", "sold": "Sold", "canceled": "Cancelled",
    },
)  # fmt: skip
PEOPLE = People(
    persons="faker.providers.person.en_US",
    company="{} & Partners Ltd",
    patronymics=False,
    numberings=(
        Numbering(
            "555",
            10,
            (
                "+1##########", "(###) ###-####", "+1 (###) ###-####", "###-###-####", "1-###-###-####",
                "###.###.####", "##########", "+1 ###-###-#### ext. 12",
            ),
        ),
        Numbering(
            "7700",
            10,
            ("+44##########", "0##########", "0#### ######", "+44 #### ######", "+44 (0) #### ### ###"),
        ),
    ),
    cities={
        "New York": "New York", "Austin": "Texas", "Portland": "Oregon", "Chicago": "Illinois",
        "Boston": "Massachusetts", "Denver": "Colorado",
    },
    streets=("{} Garden Street", "{} Main Street", "{} Oak Avenue", "{} Hill Road"),
    tags={"wholesaler": "#3e89b6", "blogger": "#a17dc1", "call back": "#e0a030", "regular": "#4a9a5b"},
    comments=("Call an hour before", "The bell is broken", "Leave it with a neighbour"),
)  # fmt: skip
MARKET = Market(
    goods={
        "Enamel kettle": 39.5, "Espresso machine": 249, "Woollen blanket": 69, "Morning mug": 9,
        "Desk lamp": 44.9, "Knife set": 95, "Cast-iron pan": 58, "Linen tablecloth": 39, "Candlestick": 14,
        "Glass vase": 26.5, "Laundry basket": 35, "Wall clock": 49,
    },
    colours=("red", "blue", "white", "green"),
    colour="Color",
    carriage={"courier": 8, "post": 5, "self-delivery": 0},
    under_way="In transit",
    track="US",
    linked="Added to an earlier order",
)  # fmt: skip
LOCALE = Locale("en", "EN", "US", "USD", "America/New_York", WORDS, PEOPLE, MARKET)
