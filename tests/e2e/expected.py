"""What the demo's tickets show, by their subjects."""

OUTCOMES = {
    "Phone with orders": "found-by-phone",
    "Phone without orders (hidden, with the reason)": "hidden",
    "E-mail without orders": "found-by-email",
    "E-mail and phone of two different people": "found-by-phone",
    "One phone, two customers": "found-by-phone",
    "Nothing to search by": "nothing-to-search-by",
    "Client only in WhatsApp": "found-by-phone",
    "Unknown client": "not-found",
    "57 orders": "found-by-email",
    "Hostile names": "found-by-email",
    "An order, but no customer's card": "found-in-orders",
    "Brazil: a number without its ninth digit": "found-by-phone",
    "VIP: tags, manager, discounts, address": "found-by-phone",
    "Bad client": "found-by-phone",
    "One person, three cards": "found-by-phone",
    "Contact person of a company": "found-by-email",
    "Orders of several shops": "found-by-phone",
    "23 orders: 5 shown, 15 folded": "found-by-phone",
    "Payments: paid, a part, unpaid": "found-by-email",
    "A parcel on its way, with its number": "found-by-phone",
    "An order with cancelled items": "found-by-phone",
    "Comments of the client and of managers": "found-by-email",
    "Overdue, and asks to be called back": "found-by-phone",
}
"""The outcome of each ticket."""
TOLD = {
    "VIP: tags, manager, discounts, address": ["VIP", "постоянный", "manager: Мария Орлова", "Тверь", "7%"],
    "Bad client": ["Bad client", "manager: Ольга Белова"],
    "One person, three cards": ["(same phone)", "(same e-mail)", "Comes first: the e-mail matches too."],
    "Contact person of a company": ["9307A"],
    "Orders of several shops": ["Основной магазин", "Дисконт", "$89.90"],
    "23 orders: 5 shown, 15 folded": ["Orders: 5 of 23", "15 more orders"],
    "Payments: paid, a part, unpaid": ["paid RUB", "unpaid", "6,000", "12,990"],
    "A parcel on its way, with its number": ["Почта России", "В пути", "EX00009353RU"],
    "An order with cancelled items": ["Рюкзак городской (cancelled)", "and 2 more items"],
    "Comments of the client and of managers": ["Client:", "Manager:"],
    "Overdue, and asks to be called back": ["overdue", "call back"],
}
"""What else stands in a block in English, where its ticket is about that."""
