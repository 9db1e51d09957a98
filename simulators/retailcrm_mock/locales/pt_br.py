"""Brazil."""

from simulators.retailcrm_mock.locales.model import Locale, Market, Numbering, People, Words

_SPELLINGS = (
    "+55###########", "###########", "+55 (##) #####-####", "(##) #####-####", "0## #####-####",
    "+55 ## #####-####", "55###########", "(##) # ####-####", "## #####-#### ramal 12",
)  # fmt: skip
WORDS = Words(
    groups={
        "new": "Novo", "approval": "Confirmação", "assembling": "Separação", "delivery": "Entrega",
        "complete": "Concluído", "cancel": "Cancelado",
    },
    statuses={
        "new": "Novo",
        "availability-confirmed": "Disponibilidade confirmada", "offer-analog": "Oferecer substituto",
        "ready-to-wait": "Aceita esperar", "waiting-for-arrival": "Aguardando estoque",
        "client-confirmed": "Confirmado com o cliente", "prepayed": "Pagamento antecipado recebido",
        "send-to-assembling": "Enviado para separação", "assembling": "Em separação",
        "assembling-complete": "Separado",
        "send-to-delivery": "Entregue à transportadora", "delivering": "A caminho",
        "redirect": "Entrega remarcada", "ready-for-self-pickup": "Pronto para retirada",
        "arrived-in-pickup-point": "No ponto de retirada",
        "complete": "Concluído", "partially-completed": "Concluído em parte",
        "no-call": "Não atende", "no-product": "Sem estoque", "already-buyed": "Comprou em outro lugar",
        "delyvery-did-not-suit": "Entrega não agradou", "prices-did-not-suit": "Preço não agradou",
        "cancel-other": "Cancelado", "return": "Devolvido",
    },
    renamed={
        "new": ("recem-chegado", "Recém-chegado"), "client-confirmed": ("confirmado", "Confirmado"),
        "delivering": ("com-motoboy", "Com o motoboy"), "complete": ("feito", "Cliente feliz"),
        "cancel-other": ("desistiu", "Desistiu"),
    },
    sites={"main-shop": "Loja principal", "outlet": "Outlet", "wholesale": "Atacado"},
    payment_statuses={"not-paid": "Não pago", "paid": "Pago"},
    payment_types={"bank-card": "Cartão", "cash": "Dinheiro", "bank-transfer": "Pix"},
    delivery_types={"courier": "Motoboy", "post": "Correios", "self-delivery": "Retirada na loja"},
    delivery_services={"express": "Expresso", "next-day": "No dia seguinte"},
    order_types={"main": "Principal", "wholesale": "Atacado"},
    order_methods={
        "phone": "Por telefone", "shopping-cart": "Carrinho", "one-click": "Em um clique",
        "price-decrease-request": "Pedido de desconto", "landing-page": "Página de destino",
        "offline": "Na loja", "app": "Aplicativo", "live-chat": "Chat on-line", "terminal": "Terminal",
        "missed-call": "Chamada perdida", "messenger": "Mensageiros",
    },
    product_statuses={
        "new": "Novo", "in-reserve": "Reservado", "sent": "Enviado", "sold": "Vendido",
        "canceled": "Cancelado",
    },
)  # fmt: skip
PEOPLE = People(
    persons="faker.providers.person.pt_BR",
    company="{} e Sócios Ltda.",
    patronymics=False,
    numberings=(Numbering("1199", 11, _SPELLINGS), Numbering("2199", 11, _SPELLINGS)),
    cities={
        "São Paulo": "SP", "Rio de Janeiro": "RJ", "Curitiba": "PR", "Salvador": "BA", "Recife": "PE",
        "Belo Horizonte": "MG",
    },
    streets=("Rua das Flores, {}", "Avenida Brasil, {}", "Rua do Jardim, {}", "Travessa da Paz, {}"),
    tags={"atacadista": "#3e89b6", "blogueiro": "#a17dc1", "ligar de volta": "#e0a030", "fiel": "#4a9a5b"},
    comments=("Ligar uma hora antes", "A campainha não funciona", "Deixar com o porteiro"),
)  # fmt: skip
MARKET = Market(
    goods={
        "Chaleira esmaltada": 189.5, "Cafeteira espresso": 1290, "Manta de lã": 329, "Caneca «Manhã»": 39,
        "Luminária de mesa": 219.9, "Jogo de facas": 475, "Frigideira de ferro": 289,
        "Toalha de mesa de linho": 199, "Castiçal": 69, "Vaso de vidro": 134.5, "Cesto de roupa": 179,
        "Relógio de parede": 245,
    },
    colours=("vermelho", "azul", "branco", "verde"),
    colour="Cor",
    carriage={"courier": 25, "post": 18, "self-delivery": 0},
    under_way="Em trânsito",
    track="BR",
    linked="Complemento de um pedido anterior",
)  # fmt: skip
LOCALE = Locale("pt_BR", "PT", "BR", "BRL", "America/Sao_Paulo", WORDS, PEOPLE, MARKET)
