// Negotiation of classic TN3270 as a client: RFC 1576, RFC 1091, PROTOCOL 2.1 and 7.1.

#include "tn3270/protocol/client_machine.h"
#include "tn3270/protocol/terminal_type.h"

namespace tn3270 {

// As x3270: each further SEND says that the name is not to be had. The last name repeated is the
// end of a list (RFC 1091); without names there is only that, however often it is asked for.
void ClientMachine::terminal_type_asked(Turn& turn) {
  if (request_.partner) {
    finish("classic TN3270 has no printer of a terminal", turn);
    return;
  }
  const std::size_t known = request_.names.size();
  const std::uint32_t asked = terminal_types_++;
  if (known > 0 && asked > 0 && asked <= known) {
    turn.events.emplace_back(HostRefused{RejectReason::UnknownError, request_.names[asked - 1]});
  }
  if (known > 0 && asked > known) {
    finish("the host takes none of our LU names", turn);
    return;
  }
  const std::size_t last = known == 0 ? 0 : known - 1;
  const auto name = asked_name(asked < last ? asked : last);
  terminal_type::append_is(request_.device.name(),
                           name ? std::string_view(*name) : std::string_view(), turn.out);
  terminal_type_told_ = true;
  ready_when_agreed(turn);
}

bool ClientMachine::in_3270_mode() const {
  for (const std::uint8_t option : {telnet::option::kEor, telnet::option::kBinary}) {
    if (!options_.agreed(Side::Client, option) || !options_.agreed(Side::Server, option)) {
      return false;
    }
  }
  return terminal_type_told_ && options_.agreed(Side::Client, telnet::option::kTerminalType);
}

void ClientMachine::ready_when_agreed(Turn& turn) {
  if (std::holds_alternative<client_phase::Open>(phase_) && in_3270_mode()) {
    phase_ = client_phase::ClassicReady{};
    text_.forget();
    turn.events.emplace_back(HostReady{LinkKind::Classic, {}});
  }
}

void ClientMachine::classic_option(const Negotiation& verb, OptionNews news, Turn& turn) {
  if (news == OptionNews::Agreed) {
    // Both ways are needed, and a host that thinks of one only must be asked for the other. Asked
    // or answered, it is the same bytes.
    const bool both = verb.option != telnet::option::kTerminalType;
    if (both && std::holds_alternative<client_phase::Open>(phase_)) {
      options_.ask(Side::Client, verb.option, answers(turn));
      options_.ask(Side::Server, verb.option, answers(turn));
    }
    ready_when_agreed(turn);
  } else if (std::holds_alternative<client_phase::ClassicReady>(phase_) && !in_3270_mode()) {
    restart(client_phase::Open{}, turn);
  }
}

void ClientMachine::restart(client_phase::Any phase, Turn& turn) {
  phase_ = phase;
  terminal_types_ = 0;
  records_.forget_begun();
  turn.events.emplace_back(HostRestarted{});
  ready_when_agreed(turn);
}

}  // namespace tn3270
