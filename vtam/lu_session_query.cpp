#include <utility>
#include <variant>

#include "tn3270/datastream/orders.h"
#include "tn3270/datastream/query_reply.h"
#include "tn3270/datastream/structured_field.h"
#include "vtam/code_page_choice.h"
#include "vtam/lu_session_life.h"

// What a terminal says of itself before its first screen: sizes of IBM-DYNAMIC, and the code page
// where the terminal is to decide (PROTOCOL 1.7 and 4.7). Until then the client's keyboard stays
// locked: a BIND locks it, a Query does not unlock it, and the first screen does.
namespace vtam {
namespace {

PageQuestion page_question(const config::LuSettings& lu, const Terminal& terminal,
                           const config::ServerSettings& server) {
  return {lu, terminal.code_page, server.code_page, std::nullopt};
}

}  // namespace

bool LuSession::must_query() const {
  const Terminal& terminal = life_->terminal;
  if (printer() || !terminal.device.queryable()) {
    return false;
  }
  return terminal.device.dynamic() ||
         client_decides(page_question(*lu_, terminal, network().config().servers[partition_]));
}

void LuSession::choose_page(std::optional<std::string> replied, SessionOutcomes& outcomes) {
  PageQuestion question =
      page_question(*lu_, life_->terminal, network().config().servers[partition_]);
  question.replied = std::move(replied);
  const ChosenPage chosen = choose_code_page(network().pages(), question);
  life_->page = chosen.page;
  if (!chosen.unknown.empty()) {
    outcomes.push_back(Report{lu_->name.text() + ": there is no code page " + chosen.unknown +
                              "; " + chosen.page->number() + " is used"});
  }
}

// BIND as whatever comes first will be bound, should the terminal say nothing: 24x80 for
// IBM-DYNAMIC.
void LuSession::ask_query(SessionOutcomes& outcomes) {
  const Next next = first();
  if (next.kind == Next::Kind::End) {
    choose_page(std::nullopt, outcomes);
    begin(next, Binding::New, outcomes);
    return;
  }
  life_->application = next.application == nullptr ? menu_application() : next.application->name;
  bind(next, outcomes);
  life_->querying = true;
  ++life_->wait_turn;
  outcomes.push_back(SendData{tn3270::query_record(), RuKind::Data3270, false});
}

void LuSession::take_reply(tn3270::Bytes record, SessionOutcomes& outcomes) {
  if (record.front() != static_cast<std::uint8_t>(tn3270::Aid::StructuredField)) {
    return;  // a key that was pressed too early; the first screen is still to come
  }
  const auto parsed = tn3270::parse_query_replies(record.subspan(1));
  if (const auto* fault = std::get_if<tn3270::QueryFault>(&parsed)) {
    end_query(std::string("answered the Query with a faulty record: ") + text(*fault), outcomes);
    return;
  }
  const auto& replies = std::get<tn3270::QueryReplies>(parsed);
  choose_page(replies.code_page(), outcomes);
  if (!life_->terminal.device.dynamic()) {
    end_query("", outcomes);
    return;
  }
  life_->terminal.device.queried = replies.screen_sizes();
  end_query(life_->terminal.device.queried ? "" : "answered the Query without a size", outcomes);
}

// `fault` empty: everything was said.
void LuSession::end_query(const std::string& fault, SessionOutcomes& outcomes) {
  Life& life = *life_;
  life.querying = false;
  ++life.wait_turn;
  if (life.page == nullptr) {
    choose_page(std::nullopt, outcomes);
  }
  if (!fault.empty()) {
    const std::string without =
        life.terminal.device.dynamic() ? "24x80" : "code page " + life.page->number();
    outcomes.push_back(
        Report{lu_->name.text() + ": the terminal " + fault + "; " + without + " is used"});
  }
  const Next next = first();
  // The BIND stands if it says the sizes that the terminal turned out to have.
  if (life.bound && next.mode.sizes.screen == life.screen) {
    begin(next, Binding::Kept, outcomes);
    return;
  }
  unbind(UnbindReason::BindForthcoming, outcomes);
  begin(next, Binding::New, outcomes);
}

}  // namespace vtam
