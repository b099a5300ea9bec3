#include "tn3270/protocol/link_phases.h"
#include "tn3270/protocol/terminal_link.h"

namespace tn3270 {

const char* text(RejectReason reason) {
  switch (reason) {
    case RejectReason::ConnPartner:
      return "CONN-PARTNER";
    case RejectReason::DeviceInUse:
      return "DEVICE-IN-USE";
    case RejectReason::InvAssociate:
      return "INV-ASSOCIATE";
    case RejectReason::InvName:
      return "INV-NAME";
    case RejectReason::InvDeviceType:
      return "INV-DEVICE-TYPE";
    case RejectReason::TypeNameError:
      return "TYPE-NAME-ERROR";
    case RejectReason::UnknownError:
      return "UNKNOWN-ERROR";
    case RejectReason::UnsupportedReq:
      return "UNSUPPORTED-REQ";
  }
  return "?";
}

const char* text(LinkPhase phase) {
  switch (phase) {
    case LinkPhase::StartTlsOffered:
      return "STARTTLS offered";
    case LinkPhase::Tn3270eOffered:
      return "TN3270E offered";
    case LinkPhase::DeviceAwaited:
      return "device type awaited";
    case LinkPhase::DecisionAwaited:
      return "LU being chosen";
    case LinkPhase::FunctionsAwaited:
      return "functions awaited";
    case LinkPhase::TerminalTypeOffered:
      return "terminal type offered";
    case LinkPhase::TerminalTypeAwaited:
      return "terminal type awaited";
    case LinkPhase::BinaryEorAwaited:
      return "BINARY and EOR awaited";
    case LinkPhase::Ready:
      return "ready";
    case LinkPhase::Ended:
      return "ended";
  }
  return "?";
}

namespace phase {

namespace {

struct Namer {
  LinkPhase operator()(const Unstarted&) const { return LinkPhase::Tn3270eOffered; }
  LinkPhase operator()(const StartTlsOffered&) const { return LinkPhase::StartTlsOffered; }
  LinkPhase operator()(const Tn3270eOffered&) const { return LinkPhase::Tn3270eOffered; }
  LinkPhase operator()(const DeviceAwaited&) const { return LinkPhase::DeviceAwaited; }
  LinkPhase operator()(const Tn3270eDecision&) const { return LinkPhase::DecisionAwaited; }
  LinkPhase operator()(const LeftInDecision&) const { return LinkPhase::DecisionAwaited; }
  LinkPhase operator()(const FunctionsAwaited&) const { return LinkPhase::FunctionsAwaited; }
  LinkPhase operator()(const TerminalTypeOffered&) const { return LinkPhase::TerminalTypeOffered; }
  LinkPhase operator()(const TerminalTypeAwaited&) const { return LinkPhase::TerminalTypeAwaited; }
  LinkPhase operator()(const ClassicDecision&) const { return LinkPhase::DecisionAwaited; }
  LinkPhase operator()(const BinaryEorAwaited&) const { return LinkPhase::BinaryEorAwaited; }
  LinkPhase operator()(const Tn3270eReady&) const { return LinkPhase::Ready; }
  LinkPhase operator()(const ClassicReady&) const { return LinkPhase::Ready; }
  LinkPhase operator()(const Ended&) const { return LinkPhase::Ended; }
};

// Everything not listed is on the way to TN3270E.
struct Kinder {
  template <class Phase>
  LinkKind operator()(const Phase&) const {
    return LinkKind::Tn3270e;
  }
  LinkKind operator()(const LeftInDecision&) const { return LinkKind::Classic; }
  LinkKind operator()(const TerminalTypeOffered&) const { return LinkKind::Classic; }
  LinkKind operator()(const TerminalTypeAwaited&) const { return LinkKind::Classic; }
  LinkKind operator()(const ClassicDecision&) const { return LinkKind::Classic; }
  LinkKind operator()(const BinaryEorAwaited&) const { return LinkKind::Classic; }
  LinkKind operator()(const ClassicReady&) const { return LinkKind::Classic; }
  LinkKind operator()(const Ended& ended) const { return ended.kind; }
};

}  // namespace

LinkPhase name(const Any& phase) {
  return std::visit(Namer{}, phase);
}
LinkKind kind(const Any& phase) {
  return std::visit(Kinder{}, phase);
}

}  // namespace phase

}  // namespace tn3270
