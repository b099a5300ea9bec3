#include "tn3270/server/admin/audit_words.h"

#include "config/names.h"
#include "tn3270/server/admin/job_query.h"

namespace server {
namespace {

const char* verb(Call call) {
  switch (call) {
    case Call::Kill:
      return "KILL ";
    case Call::React:
      return "REACT ";
    case Call::Trace:
      return "TRACE ";
    case Call::Print:
      return "PRINT on ";
    case Call::TestPrinter:
      return "TEST ";
    case Call::HoldJob:
      return "HOLD ";
    case Call::ReleaseJob:
      return "RELEASE ";
    case Call::RequeueJob:
      return "REQUEUE ";
    case Call::CancelJob:
      return "CANCEL ";
    default:
      return "";
  }
}

}  // namespace

std::string audit_words(Call call, const std::string& name) {
  if (call == Call::Reload) {
    return "RELOAD";
  }
  if (is_job_change(call)) {
    const auto id = read_job_id(name);
    return verb(call) + (id ? "job " + std::to_string(*id) : std::string("what is no job"));
  }
  const auto lu = config::LuName::parse(name);
  return verb(call) + (lu ? lu->text() : config::name_fault_text(name));
}

}  // namespace server
