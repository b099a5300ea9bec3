#include "vtam/program.h"

#include <algorithm>
#include <utility>

#include "config/verify.h"

namespace vtam {

const char* text(LossReason reason) {
  switch (reason) {
    case LossReason::ClientLost:
      return "connection lost";
    case LossReason::Kill:
      return "KILL";
    case LossReason::React:
      return "REACT";
    case LossReason::Logoff:
      return "LOGOFF";
    case LossReason::Shutdown:
      return "shutdown";
    case LossReason::Inactive:
      return "inactivity";
    case LossReason::Inactivated:
      return "V NET,INACT";
    case LossReason::AcbClosed:
      return "its application has gone";
    case LossReason::Broken:
      return "broken session";
  }
  return "unknown";
}

void ProgramCatalog::add(std::string type, ProgramFactory factory) {
  VERIFY(find(type) == nullptr, "a program type twice in one catalog");
  VERIFY(factory != nullptr, "a program type without a factory");
  types_.emplace_back(std::move(type), std::move(factory));
}

const ProgramFactory* ProgramCatalog::find(const std::string& type) const {
  const auto found = std::find_if(types_.begin(), types_.end(),
                                  [&](const auto& entry) { return entry.first == type; });
  return found == types_.end() ? nullptr : &found->second;
}

}  // namespace vtam
