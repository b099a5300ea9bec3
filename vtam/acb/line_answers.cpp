#include "vtam/acb/line_answers.h"

#include <utility>

#include "config/limits.h"
#include "tn3270/datastream/aid.h"
#include "vtam/acb/json_writer.h"
#include "vtam/acb/wire_base64.h"
#include "vtam/sense.h"

namespace vtam {
namespace {

JsonLine of_session(std::string_view type, const SessionKey& key) {
  JsonLine line(type);
  line.text("session", key.text());
  return line;
}

void add_size(JsonLine& line, tn3270::ScreenSize size) {
  line.number("rows", size.rows).number("columns", size.columns);
}

void add_place(JsonLine& line, const ScreenPlace& place) {
  line.number("row", place.row).number("column", place.column);
}

// What a program can decide by, its sense code and a sentence.
struct Loss {
  const char* word;
  std::uint32_t sense;
  const char* why;
};

Loss loss_of(LossReason reason) {
  switch (reason) {
    case LossReason::ClientLost:
      return {"client", sense::kComponentDisconnected, "its client has gone"};
    case LossReason::Kill:
      return {"kill", sense::kNotAvailable, "the operator has ended it (KILL)"};
    case LossReason::React:
      return {"react", sense::kNotAvailable, "the operator has freed the LU (REACT)"};
    case LossReason::Logoff:
      return {"logoff", sense::kComponentDisconnected, "its user has logged off (SYSREQ, LOGOFF)"};
    case LossReason::Shutdown:
      return {"shutdown", sense::kNotAvailable, "the server is ending"};
    case LossReason::Inactive:
      return {"inactive", sense::kComponentDisconnected, "nothing was done there for too long"};
    case LossReason::Inactivated:
      return {"inactivated", sense::kPluInactive, "the operator has made the node inactive"};
    case LossReason::AcbClosed:
      return {"closed", sense::kPluInactive, "its ACB is closed"};
    case LossReason::Broken:
      break;
  }
  return {"broken", sense::kNotAvailable, "the server has failed; please report it"};
}

// Only what a CA has vouched for, and the name that a rule has given.
void add_identity(JsonLine& line, const ClientIdentity& identity) {
  if (identity.verified) {
    line.text("certificate", identity.certificate);
  }
  if (!identity.user.empty()) {
    line.text("user", identity.user);
  }
}

}  // namespace

std::string line_of(const Refusal& refusal) {
  JsonLine line("refused");
  line.text("of", refusal.of).json_if("id", refusal.id).text("rule", refusal.rule);
  line.text("why", refusal.why).text_if("applid", refusal.application);
  line.text_if("session", refusal.session).text_if("lu", refusal.lu);
  line.text_if("field", refusal.field);
  if (refusal.sense != 0) {
    line.text("sense", sense::digits(refusal.sense));
  }
  return std::move(line).done();
}

std::string hello_line(std::string_view version, const RequestId& id) {
  JsonLine line("hello");
  line.json_if("id", id);
  line.object("api").number("current", kApiCurrent).number("minimum", kApiMinimum).end();
  line.text("name", "tn3270d").text("version", version);
  line.object("limits")
      .number("line", config::limits::kApplicationLine)
      .number("credit", config::limits::kApplicationCredit)
      .end();
  return std::move(line).done();
}

std::string opened_line(const Opened& opened, const RequestId& id) {
  JsonLine line("opened");
  line.json_if("id", id).text("applid", opened.application);
  line.text("mode", opened.mode == AcbMode::Screen ? "screen" : "datastream");
  line.flag("acquire", opened.acquire).flag("pass", opened.pass);
  return std::move(line).done();
}

std::string closed_acb_line(std::string_view application, const RequestId& id) {
  JsonLine line("closed");
  line.json_if("id", id).text("applid", application);
  return std::move(line).done();
}

std::string ping_line(std::int64_t n) {
  JsonLine line("ping");
  line.number("n", n);
  return std::move(line).done();
}

std::string pong_line(std::int64_t n, const RequestId& id) {
  JsonLine line("pong");
  line.json_if("id", id).number("n", n);
  return std::move(line).done();
}

std::string begun_line(const SessionKey& key, const SessionBegun& begun,
                       std::string_view application, const RequestId& id) {
  JsonLine line = of_session(begun.acquire == 0 ? "logon" : "acquired", key);
  line.json_if("id", id).text("applid", application).text("lu", begun.lu.view());
  line.text("lu_type", begun.printer ? "printer" : "terminal");
  line.text("logmode", begun.logmode.view()).text("typeterm", begun.typeterm);
  line.object("screen");
  add_size(line, begun.screen.primary);
  if (begun.alternate) {
    line.object("alternate");
    add_size(line, begun.screen.alternate);
    line.end();
  }
  line.end();
  line.text("device", begun.device).text("code_page", begun.code_page);
  line.text("client", begun.client).text("data", begun.data);
  if (begun.identity) {
    add_identity(line, *begun.identity);
  }
  if (begun.from) {
    line.text("from", begun.from->view());
  }
  if (begun.printer) {
    line.flag("scs", begun.scs);
  }
  return std::move(line).done();
}

std::string line_of(const SessionKey& key, const UserInput& input) {
  JsonLine line = of_session("input", key);
  line.text("aid", tn3270::text(input.aid));
  if (input.cursor) {
    line.object("cursor");
    add_place(line, *input.cursor);
    line.end();
  }
  line.object("fields");
  for (const auto& [name, text] : input.fields) {
    line.named(name, text);
  }
  line.end();
  if (!input.others.empty()) {
    line.list("others");
    for (const auto& [place, text] : input.others) {
      line.entry();
      add_place(line, place);
      line.text("text", text).end();
    }
    line.end_list();
  }
  return std::move(line).done();
}

std::string line_of(const SessionKey& key, const RecordInput& input) {
  JsonLine line = of_session("input", key);
  if (const auto aid = tn3270::aid_of(input.record.empty() ? 0 : input.record.front())) {
    line.text("aid", tn3270::text(*aid));
  }
  line.text("data", to_base64(input.record));
  return std::move(line).done();
}

std::string line_of(const SessionKey& key, const SessionLost& lost) {
  const Loss loss = loss_of(lost.reason);
  JsonLine line = of_session("lost", key);
  line.text("reason", loss.word).text("sense", sense::digits(loss.sense)).text("why", loss.why);
  return std::move(line).done();
}

std::string timeout_line(const SessionKey& key, std::string_view why) {
  JsonLine line = of_session("lost", key);
  line.text("reason", "timeout").text("sense", sense::digits(sense::kNotAvailable));
  line.text("why", why);
  return std::move(line).done();
}

std::string line_of(const SessionKey& key, const Responded& responded) {
  JsonLine line = of_session("response", key);
  line.json_if("id", responded.id).flag("ok", responded.answer.positive);
  if (!responded.answer.positive) {
    line.text("sense", sense::digits(responded.answer.sense));
    line.text("why", sense::text(responded.answer.sense));
  }
  return std::move(line).done();
}

std::string line_of(const SessionKey& key, const CreditBack& back) {
  JsonLine line = of_session("credit", key);
  line.number("n", back.n);
  return std::move(line).done();
}

std::string line_of(const SessionKey& key, const SendRefused& refused) {
  return line_of(Refusal{.of = refused.of,
                         .id = refused.id,
                         .rule = refused.rule,
                         .why = refused.why,
                         .session = key.text(),
                         .field = refused.field,
                         .sense = refused.sense});
}

std::string line_of(const SessionKey& key, const ReleaseWanted& wanted) {
  JsonLine line = of_session("release", key);
  line.text("by", wanted.by.view());
  return std::move(line).done();
}

std::string line_of(const SessionKey& key, const RepaintWanted& /*wanted*/) {
  return of_session("repaint", key).done();
}

std::string line_of(const SessionKey& key, const ClientSeen& seen) {
  JsonLine line = of_session("client", key);
  line.flag("there", seen.news == ClientNews::Back);
  return std::move(line).done();
}

std::string line_of(const SessionKey& key, const Signalled& /*signalled*/) {
  return of_session("signal", key).done();
}

std::string line_of(const SessionKey& key, const PrinterStatus& status) {
  JsonLine line = of_session("status", key);
  line.text("sense", sense::digits(status.lustat)).text("why", sense::text(status.lustat));
  return std::move(line).done();
}

std::string line_of(const SessionKey& key, const Printed& printed) {
  JsonLine line = of_session("printed", key);
  line.json_if("id", printed.id).number("job", static_cast<std::int64_t>(printed.job));
  return std::move(line).done();
}

std::string line_of(const SessionKey& key, const SessionClosed& closed) {
  JsonLine line = of_session("closed", key);
  line.json_if("id", closed.id);
  return std::move(line).done();
}

}  // namespace vtam
