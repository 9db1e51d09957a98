"""Spain, with some customers in Mexico."""

from simulators.retailcrm_mock.locales.model import Locale, Market, Numbering, People, Words

WORDS = Words(
    groups={
        "new": "Nuevo", "approval": "Confirmación", "assembling": "Preparación", "delivery": "Entrega",
        "complete": "Completado", "cancel": "Cancelado",
    },
    statuses={
        "new": "Nuevo",
        "availability-confirmed": "Disponibilidad confirmada", "offer-analog": "Ofrecer un sustituto",
        "ready-to-wait": "Dispuesto a esperar", "waiting-for-arrival": "A la espera de existencias",
        "client-confirmed": "Confirmado con el cliente", "prepayed": "Pago anticipado recibido",
        "send-to-assembling": "Enviado a preparación", "assembling": "En preparación",
        "assembling-complete": "Preparado",
        "send-to-delivery": "Entregado al transporte", "delivering": "En camino",
        "redirect": "Entrega aplazada", "ready-for-self-pickup": "Listo para recoger",
        "arrived-in-pickup-point": "En el punto de recogida",
        "complete": "Completado", "partially-completed": "Completado en parte",
        "no-call": "No contesta", "no-product": "Sin existencias", "already-buyed": "Comprado en otro sitio",
        "delyvery-did-not-suit": "La entrega no convence", "prices-did-not-suit": "El precio no convence",
        "cancel-other": "Cancelado", "return": "Devuelto",
    },
    renamed={
        "new": ("recien-llegado", "Recién llegado"), "client-confirmed": ("confirmado", "Confirmado"),
        "delivering": ("con-mensajero", "Con el mensajero"), "complete": ("hecho", "Cliente contento"),
        "cancel-other": ("anulado", "Anulado"),
    },
    sites={"main-shop": "Tienda principal", "outlet": "Outlet", "wholesale": "Mayorista"},
    payment_statuses={"not-paid": "No pagado", "paid": "Pagado"},
    payment_types={"bank-card": "Tarjeta", "cash": "Efectivo", "bank-transfer": "Transferencia"},
    delivery_types={"courier": "Mensajería", "post": "Correos", "self-delivery": "Recogida en tienda"},
    delivery_services={"express": "Exprés", "next-day": "Al día siguiente"},
    order_types={"main": "Principal", "wholesale": "Mayorista"},
    order_methods={
        "phone": "Por teléfono", "shopping-cart": "Carrito", "one-click": "En un clic",
        "price-decrease-request": "Petición de rebaja", "landing-page": "Página de aterrizaje",
        "offline": "En tienda", "app": "Aplicación", "live-chat": "Chat en línea", "terminal": "Terminal",
        "missed-call": "Llamada perdida", "messenger": "Mensajería",
    },
    product_statuses={
        "new": "Nuevo", "in-reserve": "Reservado", "sent": "Enviado", "sold": "Vendido",
        "canceled": "Cancelado",
    },
)  # fmt: skip
PEOPLE = People(
    persons="faker.providers.person.es_ES",
    company="{} y Asociados, S. L.",
    patronymics=False,
    numberings=(
        Numbering(
            "699",
            9,
            (
                "+34#########", "#########", "+34 ### ## ## ##", "### ### ###", "0034 ### ### ###",
                "(+34) ###-###-###", "34#########", "### ## ## ## ext. 4",
            ),
        ),
        Numbering("555", 10, ("+52##########", "+52 1 ## #### ####", "##########", "+52 (##) ####-####")),
    ),
    cities={
        "Madrid": "Madrid", "Barcelona": "Barcelona", "Sevilla": "Sevilla", "Valencia": "Valencia",
        "Bilbao": "Vizcaya", "Zaragoza": "Zaragoza",
    },
    streets=("Calle Mayor, {}", "Calle del Jardín, {}", "Avenida de la Paz, {}", "Plaza Nueva, {}"),
    tags={"mayorista": "#3e89b6", "bloguero": "#a17dc1", "devolver la llamada": "#e0a030", "fiel": "#4a9a5b"},
    comments=("Llamen una hora antes", "El timbre no funciona", "Dejen el paquete al portero"),
)  # fmt: skip
MARKET = Market(
    goods={
        "Hervidor esmaltado": 35.5, "Cafetera exprés": 219, "Manta de lana": 62, "Taza «Mañana»": 8,
        "Lámpara de mesa": 39.9, "Juego de cuchillos": 85, "Sartén de hierro": 52, "Mantel de lino": 36,
        "Candelabro": 12, "Jarrón de cristal": 24.5, "Cesto de ropa": 32, "Reloj de pared": 44,
    },
    colours=("rojo", "azul", "blanco", "verde"),
    colour="Color",
    carriage={"courier": 6, "post": 4, "self-delivery": 0},
    under_way="En tránsito",
    track="ES",
    linked="Añadido a un pedido anterior",
)  # fmt: skip
LOCALE = Locale("es", "ES", "ES", "EUR", "Europe/Madrid", WORDS, PEOPLE, MARKET)
