#include "tn3270/server/reactor/session_words.h"

#include <array>

namespace server {
namespace {

struct FunctionName {
  tn3270::Function function;
  const char* name;
};
constexpr std::array<FunctionName, 7> kFunctionNames{{
    {tn3270::Function::BindImage, "BIND-IMAGE"},
    {tn3270::Function::DataStreamCtl, "DATA-STREAM-CTL"},
    {tn3270::Function::Responses, "RESPONSES"},
    {tn3270::Function::ScsCtlCodes, "SCS-CTL-CODES"},
    {tn3270::Function::Sysreq, "SYSREQ"},
    {tn3270::Function::ContentionResolution, "CONTENTION-RESOLUTION"},
    {tn3270::Function::SnaSense, "SNA-SENSE"},
}};

std::string size_text(tn3270::ScreenSize size) {
  return std::to_string(size.rows) + "x" + std::to_string(size.columns);
}

}  // namespace

tn3270::RejectReason reject_reason(vtam::RefusalKind kind) {
  switch (kind) {
    case vtam::RefusalKind::InUse:
      return tn3270::RejectReason::DeviceInUse;
    case vtam::RefusalKind::Unknown:
      return tn3270::RejectReason::InvName;
    case vtam::RefusalKind::WrongType:
      return tn3270::RejectReason::TypeNameError;
    case vtam::RefusalKind::ConnPartner:
      return tn3270::RejectReason::ConnPartner;
    case vtam::RefusalKind::InvAssociate:
      return tn3270::RejectReason::InvAssociate;
    // After this one a client "must not make further specific requests" (RFC 2355 7.1.6): it names
    // none, and is given what its rule has for it.
    case vtam::RefusalKind::NotByName:
    case vtam::RefusalKind::NoPool:
      return tn3270::RejectReason::UnsupportedReq;
    case vtam::RefusalKind::HeldBack:
    case vtam::RefusalKind::PoolExhausted:
    case vtam::RefusalKind::Inactive:
      return tn3270::RejectReason::UnknownError;
  }
  return tn3270::RejectReason::UnknownError;
}

tn3270::FunctionOffer offered_functions(const config::LuSettings& lu,
                                        const config::ListenerSettings& listener) {
  tn3270::FunctionOffer offer;
  offer.offered.add(tn3270::Function::Responses);
  if (lu.sna && listener.sna) {
    offer.offered.add(tn3270::Function::BindImage);
    offer.offered.add(tn3270::Function::Sysreq);
  }
  if (lu.type == config::LuType::Printer) {
    offer.offered.add(tn3270::Function::DataStreamCtl);
    offer.offered.add(tn3270::Function::ScsCtlCodes);
    offer.needed.add(lu.data == config::PrinterData::Scs ? tn3270::Function::ScsCtlCodes
                                                         : tn3270::Function::DataStreamCtl);
  }
  if (listener.contention) {
    offer.offered.add(tn3270::Function::ContentionResolution);
    offer.offered.add(tn3270::Function::SnaSense);
  }
  return offer;
}

std::string functions_text(tn3270::LinkKind kind, tn3270::FunctionSet functions) {
  if (kind == tn3270::LinkKind::Classic) {
    return "classic";
  }
  std::string text;
  for (const FunctionName& one : kFunctionNames) {
    if (functions.has(one.function)) {
      text += (text.empty() ? "" : " ") + std::string(one.name);
    }
  }
  return text.empty() ? "none" : text;
}

bool client_owes(tn3270::LinkPhase phase) {
  switch (phase) {
    case tn3270::LinkPhase::DecisionAwaited:
    case tn3270::LinkPhase::Ready:
    case tn3270::LinkPhase::Ended:
      return false;
    default:
      return true;
  }
}

std::string screen_text(const tn3270::ScreenSizes& sizes) {
  const std::string primary = size_text(sizes.primary);
  return sizes.alternate == sizes.primary ? primary : primary + "/" + size_text(sizes.alternate);
}

std::string identity_words(const vtam::ClientIdentity* identity) {
  if (identity == nullptr) {
    return {};
  }
  std::string text;
  if (!identity->certificate.empty()) {
    text +=
        ", certificate " + identity->certificate + (identity->verified ? "" : " (not verified)");
  }
  if (!identity->user.empty()) {
    text += ", user " + identity->user;
  }
  return text;
}

}  // namespace server
