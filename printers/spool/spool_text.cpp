#include "config/verify.h"
#include "printers/spool/spool.h"

namespace printers {

const char* text(SpoolRefusal refusal) {
  switch (refusal) {
    case SpoolRefusal::NoSuchJob:
      return "there is no such job";
    case SpoolRefusal::WrongState:
      return "the job's state does not allow it";
    case SpoolRefusal::Full:
      return "the spool is full";
    case SpoolRefusal::Failed:
      return "the spool can't be written or read";
  }
  config::broken("a refusal without words", __FILE__, __LINE__);
}

}  // namespace printers
