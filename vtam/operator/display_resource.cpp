#include "vtam/operator/display_resource.h"

#include "vtam/operator/displays.h"
#include "vtam/operator/layout.h"
#include "vtam/operator/operands.h"

namespace vtam {
namespace {

constexpr const char* kNone = "***NA***";

std::string upper_or_none(const std::string& text) {
  return text.empty() ? kNone : upper_case(text);
}

// (Reading) An implied row of a LU is as in the model's book, of an application as by VTAM's
// default.
unsigned eas(const Application& row) {
  constexpr unsigned kDefault = 509;
  if (row.row != nullptr) {
    return row.row->eas;
  }
  return row.lu ? 1 : kDefault;
}

void say_row(OperatorMessages& messages, const Application& row) {
  const config::ApplRow* const book = row.row;
  const bool table = book != nullptr && book->modetab.has_value();
  say(messages, "IST861I",
      std::string("MODETAB=") +
          (table                       ? book->modetab->text()
           : book == nullptr && row.lu ? "IESINCLM"
                                       : std::string(kNone)) +
          " USSTAB=" + kNone + " LOGTAB=" + kNone);
  say(messages, "IST934I",
      "DLOGMOD=" + (book != nullptr && book->dlogmod ? book->dlogmod->text() : std::string(kNone)));
  say(messages, "IST231I", "APPL MAJOR NODE = " + Network::node_of(row).text());
  std::string auth = row.acquire ? "ACQ" : "NOACQ";
  auth += row.pass ? ",PASS" : ",NOPASS";
  say(messages, "TND320I",
      "AUTH=(" + auth + "), EAS=" + std::to_string(eas(row)) + ", ACBNAME=" +
          (book != nullptr && book->acb_name ? book->acb_name->text() : row.name.text()) +
          (book == nullptr ? ", implied: no book has this row" : ""));
}

void say_lu_notes(OperatorMessages& messages, const LuLine& lu) {
  say(messages, "TND321I",
      "LU TYPE = " + upper_or_none(lu.type) + ", PARTITION = " +
          (lu.partition.empty() ? kNone : lu.partition) + ", DEVICE = " + upper_or_none(lu.device));
  if (!lu.client.empty()) {
    say(messages, "TND322I", "CLIENT = " + lu.client + ", SINCE = " + lu.since);
  }
  if (!lu.host.empty()) {
    say(messages, "TND335I", "HOST = " + lu.host);
  }
  if (!lu.rule.empty()) {
    say(messages, "TND323I", "RULE = " + lu.rule);
  }
  if (!lu.logmode.empty()) {
    say(messages, "TND324I",
        "LOGMODE = " + lu.logmode + (lu.logmode_rule.empty() ? "" : ", FROM = " + lu.logmode_rule) +
            (lu.typeterm.empty() ? "" : ", TYPETERM = " + lu.typeterm));
  }
  if (lu.state == LuState::Terminating) {
    say(messages, "TND325I",
        "TERMINATING: " +
            (lu.session ? "application " + lu.session->text() : std::string("its application")) +
            " has not released it; REACT " + lu.name.text() + " frees it");
  }
  for (const SuspendedLine& one : lu.suspended) {
    say(messages, "TND334I",
        one.application.text() + (one.ending
                                      ? " has been told to end and has not released it"
                                      : " is suspended: its user has left it, and may go back"));
  }
  if (lu.queued) {
    say(messages, "TND326I", "its logon waits until " + lu.queued->text() + " opens its ACB");
  }
  if (lu.acquirer) {
    say(messages, "TND328I",
        lu.acquirer->text() + " has acquired it and waits" +
            (lu.session ? " until " + lu.session->text() + " releases it" : std::string()));
  }
}

// Of its own, and of an application that has acquired it.
std::size_t requests(const LuLine& lu) {
  return (lu.queued ? 1U : 0U) + (lu.acquirer ? 1U : 0U);
}

void say_partner(OperatorMessages& messages, const std::string& name, const char* status) {
  say(messages, "IST635I", padded(name, 8) + " " + padded(status, 12) + " " + kNone);
}

bool is_pending(const LuLine& lu, const SuspendedLine& session) {
  return session.ending || lu.state == LuState::Terminating;
}

// The one that a LU has with an application.
SuspendedLine session_with(const LuLine& lu, config::ApplId application) {
  for (const SuspendedLine& one : lu.suspended) {
    if (one.application == application) {
      return one;
    }
  }
  return {application};
}

// The other ends of its sessions.
void say_sessions(OperatorMessages& messages, const Display& display, const Application& row,
                  const Resources& resources) {
  const std::size_t all = resources.session_count(row);
  if (all == 0) {
    return;
  }
  say(messages, "IST206I", "SESSIONS:");
  say(messages, "IST634I", "NAME     STATUS       SID              SEND RECV VR TP NETID");
  if (const LuLine* const lu = resources.lu(row)) {
    if (lu->session) {
      say_partner(messages, lu->session->text(),
                  lu->state == LuState::Terminating ? "PTERM-P" : "ACTIV-P");
    }
    for (const SuspendedLine& one : lu->suspended) {
      say_partner(messages, one.application.text(), is_pending(*lu, one) ? "PTERM-P" : "ACTIV-P");
    }
    return;
  }
  const auto& others = resources.sessions(row.name);
  const std::size_t most = shown(display, all);
  for (std::size_t index = 0; index < most; ++index) {
    const LuLine& lu = *others[index];
    say_partner(messages, lu.name.text(),
                is_pending(lu, session_with(lu, row.name)) ? "PTERM-S" : "ACTIV-S");
  }
  say_cut(messages, most, all);
}

OperatorReply display_row(const Display& display, const Application& row,
                          const Resources& resources) {
  OperatorReply reply;
  OperatorMessages& messages = reply.messages;
  say(messages, "IST097I", "DISPLAY ACCEPTED");
  say(messages, "IST075I", "NAME = " + row.name.text() + ", TYPE = APPL");
  say(messages, "IST486I",
      std::string("STATUS= ") + text(resources.state(row)) +
          ", DESIRED STATE= " + desired(row.activation));
  say_row(messages, row);
  const std::size_t active = resources.session_count(row);
  const LuLine* const lu = resources.lu(row);
  if (lu != nullptr) {
    say_lu_notes(messages, *lu);
  } else if (const Unavailable why = resources.view().network->unavailable(row); !why.why.empty()) {
    say(messages, "TND327I", row.name.text() + " " + why.why);
  } else if (row.acb != 0) {
    say(messages, "TND329I", "its ACB was opened by a program at the application socket");
  }
  for (const HostLine& host : resources.view().hosts) {
    if (host.application == row.name) {
      say(messages, "TND333I", "host " + host.text);
    }
  }
  if (active > 0 && row.activation != Activation::Active) {
    say(messages, "TND311I",
        row.name.text() + " goes inactive after its last session: " + std::to_string(active) +
            " go on");
  }
  say(messages, "IST171I",
      "ACTIVE SESSIONS = " + ten_digits(active) + ", SESSION REQUESTS = " +
          ten_digits(lu != nullptr ? requests(*lu) : resources.queued(row.name)));
  if (display.scope == Display::Scope::Everything) {
    say_sessions(messages, display, row, resources);
  }
  say(messages, "IST314I", "END");
  return reply;
}

OperatorReply display_node(const Display& display, const Node& node, const Resources& resources) {
  OperatorReply reply;
  OperatorMessages& messages = reply.messages;
  say(messages, "IST097I", "DISPLAY ACCEPTED");
  say(messages, "IST075I", "NAME = " + node.name.text() + ", TYPE = APPL SEGMENT");
  say(messages, "IST486I",
      std::string("STATUS= ") + state_text(node.activation) +
          ", DESIRED STATE= " + desired(node.activation));
  std::vector<std::string> names;
  std::size_t active = 0;
  for (const Application& row : resources.view().network->applications()) {
    if (Network::node_of(row) == node.name) {
      names.push_back(padded(row.name.text(), 8) + " " + text(resources.state(row)));
      active += resources.session_count(row);
    }
  }
  if (active > 0 && node.activation != Activation::Active) {
    say(messages, "TND311I",
        node.name.text() + " goes inactive after its last session: " + std::to_string(active) +
            " go on");
  }
  const std::size_t all = names.size();
  const std::size_t most = shown(display, all);
  names.resize(most);
  if (!names.empty()) {
    say(messages, "IST360I", "APPLICATIONS:");
    say_names(messages, "IST080I", names);
  }
  say_cut(messages, most, all);
  say(messages, "IST314I", "END");
  return reply;
}

}  // namespace

const char* state_text(Activation activation) {
  switch (activation) {
    case Activation::Active:
      return "ACTIV";
    case Activation::NotStarted:
      return "NEVAC";
    case Activation::Inactive:
      break;
  }
  return "INACT";
}

OperatorReply display_resource(const Display& display, const Resources& resources) {
  const Network& network = *resources.view().network;
  if (const auto name = config::NodeName::parse(display.id)) {
    if (const Node* const node = network.find_node(*name)) {
      return display_node(display, *node, resources);
    }
  }
  if (const auto name = config::ApplId::parse(display.id)) {
    if (const Application* const row = network.find(*name)) {
      return display_row(display, *row, resources);
    }
  }
  return unknown_id(
      "ID", display.id,
      as_typed(display.id) + " is no LU, application or major node here; D NET,APPLS lists them");
}

}  // namespace vtam
