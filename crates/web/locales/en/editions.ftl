# Editions of the standard

edition-of-file = This file is kept by Order No. { $order }, edition of { $from }.
edition-of-file-lost = This file is kept by Order No. { $order }, edition of { $from }. The order lost force on { $until }.
