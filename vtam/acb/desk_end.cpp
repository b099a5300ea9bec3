#include "vtam/acb/desk_state.h"

// The end of a connection: nothing of it stays.
namespace vtam {

void Desk::State::let_go(DeskConnection& connection, std::string_view why, AcbEnd how,
                         DeskOutcomes& outcomes) {
  connection.ended = true;
  while (!connection.acbs.empty()) {
    close_acb(connection.acbs.back(), how, outcomes);
  }
  put_log(DeskLog::Level::Info, "TND402I " + connection.who() + " has gone: " + std::string(why),
          outcomes);
}

void Desk::State::end(DeskConnection& connection, std::string_view why, AcbEnd how,
                      DeskOutcomes& outcomes) {
  let_go(connection, why, how, outcomes);
  outcomes.emplace_back(EndApplication{connection.id, std::string(why)});
}

}  // namespace vtam
