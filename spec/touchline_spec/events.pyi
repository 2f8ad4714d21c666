# Generated from spec/registry by `make generate`; edits here are lost.
from touchline_spec.generated.events_ad import (
    AdClicked as AdClicked,
)
from touchline_spec.generated.events_call import (
    CallStarted as CallStarted,
    CallEnded as CallEnded,
)
from touchline_spec.generated.events_cart import (
    CartItemAdded as CartItemAdded,
)
from touchline_spec.generated.events_checkout import (
    CheckoutStarted as CheckoutStarted,
)
from touchline_spec.generated.events_consent import (
    ConsentUpdated as ConsentUpdated,
)
from touchline_spec.generated.events_handoff import (
    HandoffIssued as HandoffIssued,
    HandoffRedeemed as HandoffRedeemed,
)
from touchline_spec.generated.events_identity import (
    IdentitySignedIn as IdentitySignedIn,
    IdentityLinked as IdentityLinked,
    IdentityUnlinked as IdentityUnlinked,
)
from touchline_spec.generated.events_message import (
    MessageSent as MessageSent,
    MessageOpened as MessageOpened,
    MessageClicked as MessageClicked,
)
from touchline_spec.generated.events_order import (
    OrderPlaced as OrderPlaced,
)
from touchline_spec.generated.events_page import (
    PageViewed as PageViewed,
)
from touchline_spec.generated.events_pos import (
    PosTransactionCompleted as PosTransactionCompleted,
    PosCustomerIdentified as PosCustomerIdentified,
)
from touchline_spec.generated.events_product import (
    ProductViewed as ProductViewed,
)
from touchline_spec.generated.events_receipt import (
    ReceiptIssued as ReceiptIssued,
)
from touchline_spec.generated.events_return import (
    ReturnRequested as ReturnRequested,
    ReturnReceived as ReturnReceived,
    ReturnCompleted as ReturnCompleted,
)
from touchline_spec.generated.events_visit import (
    VisitStarted as VisitStarted,
    VisitEnded as VisitEnded,
)
from touchline_spec.generated.events_zone import (
    ZoneEntered as ZoneEntered,
    ZoneExited as ZoneExited,
    ZoneDwelled as ZoneDwelled,
)
from touchline_spec.modelling import EventModel as EventModel
