# Generated from spec/registry by `make generate`; edits here are lost.
from touchline_spec.generated.events_ad import (
    AdImpressed as AdImpressed,
    AdViewable as AdViewable,
    AdClicked as AdClicked,
    AdQuartileReached as AdQuartileReached,
    AdCompleted as AdCompleted,
)
from touchline_spec.generated.events_app import (
    AppInstalled as AppInstalled,
    AppOpened as AppOpened,
    AppBackgrounded as AppBackgrounded,
    AppUpdated as AppUpdated,
    AppUninstalled as AppUninstalled,
    AppCrashed as AppCrashed,
)
from touchline_spec.generated.events_appointment import (
    AppointmentRequested as AppointmentRequested,
    AppointmentBooked as AppointmentBooked,
    AppointmentRescheduled as AppointmentRescheduled,
    AppointmentCancelled as AppointmentCancelled,
    AppointmentAttended as AppointmentAttended,
    AppointmentNoShow as AppointmentNoShow,
)
from touchline_spec.generated.events_assistance import (
    AssistanceRequested as AssistanceRequested,
    AssistanceStarted as AssistanceStarted,
    AssistanceEnded as AssistanceEnded,
)
from touchline_spec.generated.events_beacon import (
    BeaconSighted as BeaconSighted,
)
from touchline_spec.generated.events_call import (
    CallStarted as CallStarted,
    CallAnswered as CallAnswered,
    CallTransferred as CallTransferred,
    CallEnded as CallEnded,
    CallAbandoned as CallAbandoned,
)
from touchline_spec.generated.events_cart import (
    CartItemAdded as CartItemAdded,
    CartItemRemoved as CartItemRemoved,
    CartItemUpdated as CartItemUpdated,
    CartViewed as CartViewed,
    CartShared as CartShared,
)
from touchline_spec.generated.events_case import (
    CaseOpened as CaseOpened,
    CaseUpdated as CaseUpdated,
    CaseResolved as CaseResolved,
    CaseClosed as CaseClosed,
)
from touchline_spec.generated.events_chat import (
    ChatStarted as ChatStarted,
    ChatMessageSent as ChatMessageSent,
    ChatMessageReceived as ChatMessageReceived,
    ChatEnded as ChatEnded,
)
from touchline_spec.generated.events_checkout import (
    CheckoutStarted as CheckoutStarted,
    CheckoutStepViewed as CheckoutStepViewed,
    CheckoutStepCompleted as CheckoutStepCompleted,
)
from touchline_spec.generated.events_consent import (
    ConsentUpdated as ConsentUpdated,
    ConsentViewed as ConsentViewed,
    ConsentExpired as ConsentExpired,
)
from touchline_spec.generated.events_coupon import (
    CouponEntered as CouponEntered,
    CouponApplied as CouponApplied,
    CouponDenied as CouponDenied,
    CouponRemoved as CouponRemoved,
)
from touchline_spec.generated.events_deeplink import (
    DeeplinkOpened as DeeplinkOpened,
)
from touchline_spec.generated.events_exchange import (
    ExchangeCompleted as ExchangeCompleted,
)
from touchline_spec.generated.events_experiment import (
    ExperimentViewed as ExperimentViewed,
)
from touchline_spec.generated.events_form import (
    FormStarted as FormStarted,
    FormSubmitted as FormSubmitted,
)
from touchline_spec.generated.events_fulfillment import (
    FulfillmentAllocated as FulfillmentAllocated,
    FulfillmentReadyForPickup as FulfillmentReadyForPickup,
    FulfillmentCustomerArrived as FulfillmentCustomerArrived,
    FulfillmentPickedUp as FulfillmentPickedUp,
    FulfillmentShipped as FulfillmentShipped,
    FulfillmentDelivered as FulfillmentDelivered,
    FulfillmentFailed as FulfillmentFailed,
)
from touchline_spec.generated.events_group import (
    GroupCreated as GroupCreated,
    GroupJoined as GroupJoined,
    GroupLeft as GroupLeft,
)
from touchline_spec.generated.events_handoff import (
    HandoffIssued as HandoffIssued,
    HandoffRedeemed as HandoffRedeemed,
)
from touchline_spec.generated.events_identity import (
    IdentitySignedUp as IdentitySignedUp,
    IdentitySignedIn as IdentitySignedIn,
    IdentitySignedOut as IdentitySignedOut,
    IdentityUpdated as IdentityUpdated,
    IdentityLinked as IdentityLinked,
    IdentityUnlinked as IdentityUnlinked,
    IdentityErasureRequested as IdentityErasureRequested,
)
from touchline_spec.generated.events_inapp import (
    InappDisplayed as InappDisplayed,
    InappClicked as InappClicked,
    InappDismissed as InappDismissed,
)
from touchline_spec.generated.events_install import (
    InstallAttributed as InstallAttributed,
)
from touchline_spec.generated.events_kiosk import (
    KioskSessionStarted as KioskSessionStarted,
    KioskSessionEnded as KioskSessionEnded,
)
from touchline_spec.generated.events_lead import (
    LeadGenerated as LeadGenerated,
)
from touchline_spec.generated.events_loyalty import (
    LoyaltyEnrolled as LoyaltyEnrolled,
    LoyaltyTierChanged as LoyaltyTierChanged,
    LoyaltyPointsEarned as LoyaltyPointsEarned,
    LoyaltyPointsRedeemed as LoyaltyPointsRedeemed,
    LoyaltyPointsExpired as LoyaltyPointsExpired,
    LoyaltyRewardIssued as LoyaltyRewardIssued,
)
from touchline_spec.generated.events_message import (
    MessageQueued as MessageQueued,
    MessageSent as MessageSent,
    MessageDelivered as MessageDelivered,
    MessageDeferred as MessageDeferred,
    MessageBounced as MessageBounced,
    MessageFailed as MessageFailed,
    MessageDropped as MessageDropped,
    MessageOpened as MessageOpened,
    MessageClicked as MessageClicked,
    MessageReplied as MessageReplied,
    MessageSpamReported as MessageSpamReported,
    MessageSubscribed as MessageSubscribed,
    MessageUnsubscribed as MessageUnsubscribed,
)
from touchline_spec.generated.events_offer import (
    OfferIssued as OfferIssued,
    OfferRedeemed as OfferRedeemed,
    OfferExpired as OfferExpired,
)
from touchline_spec.generated.events_order import (
    OrderPlaced as OrderPlaced,
    OrderUpdated as OrderUpdated,
    OrderCancelled as OrderCancelled,
    OrderRefunded as OrderRefunded,
)
from touchline_spec.generated.events_page import (
    PageViewed as PageViewed,
)
from touchline_spec.generated.events_payment import (
    PaymentInfoEntered as PaymentInfoEntered,
    PaymentAuthorized as PaymentAuthorized,
    PaymentDeclined as PaymentDeclined,
    PaymentCaptured as PaymentCaptured,
)
from touchline_spec.generated.events_pos import (
    PosTransactionCompleted as PosTransactionCompleted,
    PosTransactionVoided as PosTransactionVoided,
    PosTransactionSuspended as PosTransactionSuspended,
    PosCustomerIdentified as PosCustomerIdentified,
)
from touchline_spec.generated.events_product import (
    ProductClicked as ProductClicked,
    ProductViewed as ProductViewed,
    ProductShared as ProductShared,
)
from touchline_spec.generated.events_product_list import (
    ProductListViewed as ProductListViewed,
    ProductListFiltered as ProductListFiltered,
)
from touchline_spec.generated.events_promotion import (
    PromotionViewed as PromotionViewed,
    PromotionClicked as PromotionClicked,
)
from touchline_spec.generated.events_push import (
    PushReceived as PushReceived,
    PushTapped as PushTapped,
    PushDismissed as PushDismissed,
)
from touchline_spec.generated.events_queue import (
    QueueJoined as QueueJoined,
    QueueServed as QueueServed,
    QueueAbandoned as QueueAbandoned,
)
from touchline_spec.generated.events_receipt import (
    ReceiptIssued as ReceiptIssued,
)
from touchline_spec.generated.events_return import (
    ReturnRequested as ReturnRequested,
    ReturnReceived as ReturnReceived,
    ReturnCompleted as ReturnCompleted,
)
from touchline_spec.generated.events_review import (
    ReviewSubmitted as ReviewSubmitted,
)
from touchline_spec.generated.events_screen import (
    ScreenViewed as ScreenViewed,
)
from touchline_spec.generated.events_search import (
    SearchSubmitted as SearchSubmitted,
    SearchResultsViewed as SearchResultsViewed,
)
from touchline_spec.generated.events_signage import (
    SignageContentPlayed as SignageContentPlayed,
    SignageInteracted as SignageInteracted,
)
from touchline_spec.generated.events_subscription import (
    SubscriptionStarted as SubscriptionStarted,
    SubscriptionUpdated as SubscriptionUpdated,
    SubscriptionPaused as SubscriptionPaused,
    SubscriptionResumed as SubscriptionResumed,
    SubscriptionCancelled as SubscriptionCancelled,
    SubscriptionRenewed as SubscriptionRenewed,
)
from touchline_spec.generated.events_subscription_preference import (
    SubscriptionPreferenceUpdated as SubscriptionPreferenceUpdated,
)
from touchline_spec.generated.events_survey import (
    SurveyInvited as SurveyInvited,
    SurveyStarted as SurveyStarted,
    SurveyCompleted as SurveyCompleted,
)
from touchline_spec.generated.events_vending import (
    VendingItemDispensed as VendingItemDispensed,
    VendingDispenseFailed as VendingDispenseFailed,
)
from touchline_spec.generated.events_visit import (
    VisitStarted as VisitStarted,
    VisitEnded as VisitEnded,
)
from touchline_spec.generated.events_wishlist import (
    WishlistItemAdded as WishlistItemAdded,
    WishlistItemRemoved as WishlistItemRemoved,
)
from touchline_spec.generated.events_zone import (
    ZoneEntered as ZoneEntered,
    ZoneExited as ZoneExited,
    ZoneDwelled as ZoneDwelled,
)
from touchline_spec.modelling import EventModel as EventModel
