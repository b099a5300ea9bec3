#include <chrono>
#include <nlohmann/json.hpp>
#include <string>

#include "config/convert/sections.h"
#include "config/escaped_bytes.h"
#include "config/printer_presets.h"

// Where LUs deliver to, what their jobs become and how they are treated.
namespace config::convert {
namespace {

const char* word(DeliveryTls tls) {
  switch (tls) {
    case DeliveryTls::None:
      return "none";
    case DeliveryTls::Explicit:
      return "explicit";
    case DeliveryTls::Implicit:
      return "implicit";
  }
  return "none";
}

const char* word(SourcePort port) {
  switch (port) {
    case SourcePort::Any:
      return "any";
    case SourcePort::Privileged:
      return "privileged";
    case SourcePort::Rfc1179:
      return "rfc1179";
  }
  return "any";
}

const char* word(LineEnd end) {
  switch (end) {
    case LineEnd::CrLf:
      return "crlf";
    case LineEnd::Lf:
      return "lf";
    case LineEnd::Cr:
      return "cr";
  }
  return "crlf";
}

const char* word(FormFeed feed) {
  switch (feed) {
    case FormFeed::After:
      return "after";
    case FormFeed::Before:
      return "before";
    case FormFeed::None:
      return "none";
  }
  return "after";
}

const char* word(Orientation orientation) {
  switch (orientation) {
    case Orientation::Automatic:
      return "automatic";
    case Orientation::Portrait:
      return "portrait";
    case Orientation::Landscape:
      return "landscape";
  }
  return "automatic";
}

const char* word(PrintOutput output) {
  switch (output) {
    case PrintOutput::Text:
      return "text";
    case PrintOutput::Pdf:
      return "pdf";
    case PrintOutput::Raw:
      return "raw";
  }
  return "text";
}

// `usual` is left out.
template <class Value>
void add_unless(const char* key, const Value& value, const Value& usual, Json& object) {
  if (value != usual) {
    object[key] = value;
  }
}

void add_seconds(const char* key, Ticks time, Ticks usual, Json& object) {
  if (time != usual) {
    object[key] = std::chrono::duration<double>(time).count();
  }
}

// The file's name is made of the LU's, which may hold no character that means something to a shell
// but $ and #.
std::string secret_file(const LuSettings& lu, Writing& writing) {
  const std::string file = lu.name.text() + ".secret";
  writing.remarks.push_back("put the password of user '" + lu.delivery->user + "' of LU " +
                            lu.name.text() + " into the file " + file +
                            ", readable by its owner only; it is not copied from the deck");
  return file;
}

void add_account(const LuSettings& lu, Writing& writing, Json& entry) {
  const DeliverySettings& delivery = *lu.delivery;
  add_text("user", delivery.user, entry);
  if (!delivery.password_file.empty()) {
    entry["password_file"] = writing.path(delivery.password_file);
  } else if (!delivery.password.empty()) {
    entry["password_file"] = secret_file(lu, writing);
  }
}

void add_ftp(const DeliverySettings& delivery, Json& entry) {
  add_text("pin", delivery.pin, entry);
  add_unless("same_certificate", delivery.same_certificate, true, entry);
  add_unless("ccc", delivery.ccc, false, entry);
  add_text("directory", delivery.directory, entry);
  add_unless("passive", delivery.passive, true, entry);
  add_unless("append", delivery.append, false, entry);
  add_unless("temporary", delivery.temporary, !delivery.append, entry);
}

void add_lpr(const DeliverySettings& delivery, Json& entry) {
  if (delivery.control == ControlFile::Last) {
    entry["control"] = "last";
  }
  if (delivery.source_port != SourcePort::Any) {
    entry["source_port"] = word(delivery.source_port);
  }
  add_unless("spooler_banner", delivery.lpr_banner, false, entry);
  add_unless("filtered", delivery.filtered, false, entry);
  add_text("class_name", delivery.class_name, entry);
  add_text("job_name", delivery.job_name, entry);
  add_text("host_name", delivery.host_name, entry);
}

// The charset and the line end of a preset need no words.
void add_charset(const FormatSettings& format, PrinterPreset preset, Json& object) {
  const bool of_preset = preset != PrinterPreset::None;
  if (!of_preset || format.charset != kPresetCharset) {
    add_text("charset", format.charset, object);
  }
  if (format.line_end && !of_preset) {
    object["line_end"] = word(*format.line_end);
  }
}

void add_bytes(const FormatSettings& format, PrinterPreset preset, Json& object) {
  const PresetBytes around = preset_bytes(preset, format.charset).value_or(PresetBytes{});
  if (preset != PrinterPreset::None) {
    object["preset"] = text(preset);
  }
  add_text("prefix", escape(std::string_view(format.prefix).substr(around.prefix.size())), object);
  const std::string_view suffix = format.suffix;
  add_text("suffix", escape(suffix.substr(0, suffix.size() - around.suffix.size())), object);
  add_unless("columns", format.columns,
             preset == PrinterPreset::None ? FormatSettings().columns : around.columns, object);
}

Json format_of(const FormatSettings& format) {
  const FormatSettings usual;
  const PrinterPreset preset = preset_of(format);
  Json object = Json::object();
  if (format.output != usual.output) {
    object["output"] = word(format.output);
  }
  add_charset(format, preset, object);
  add_bytes(format, preset, object);
  if (format.form_feed != usual.form_feed) {
    object["form_feed"] = word(format.form_feed);
  }
  if (format.overflow == Overflow::Cut) {
    object["overflow"] = "cut";
  }
  add_unless("lines", format.lines, usual.lines, object);
  add_unless("cpi", format.cpi, usual.cpi, object);
  add_unless("lpi", format.lpi, usual.lpi, object);
  if (format.paper == Paper::Letter) {
    object["paper"] = "letter";
  }
  if (format.orientation != usual.orientation) {
    object["orientation"] = word(format.orientation);
  }
  add_unless("banner", format.banner, usual.banner, object);
  return object;
}

}  // namespace

void add_delivery(const LuSettings& lu, Writing& writing, Json& entry) {
  const DeliverySettings& delivery = *lu.delivery;
  const DeliverySettings usual;
  add_text("host", delivery.host, entry);
  add_unless("port", delivery.port, std::uint16_t{0}, entry);
  add_text("queue", delivery.queue, entry);
  add_text("uri", delivery.uri, entry);
  add_account(lu, writing, entry);
  if (delivery.tls != DeliveryTls::None) {
    entry["tls"] = word(delivery.tls);
  }
  add_unless("verify", delivery.verify, true, entry);
  add_text("ca", writing.path(delivery.ca), entry);
  add_text("identity", writing.path(delivery.identity), entry);
  if (lu.type == LuType::Ftp) {
    add_ftp(delivery, entry);
  } else if (lu.type == LuType::Lpr) {
    add_lpr(delivery, entry);
  } else if (lu.type == LuType::File) {
    entry["directory"] = writing.path(delivery.directory);
  }
  add_unless("file_name", delivery.file_name, usual.file_name, entry);
  for (const std::string& part : delivery.command) {
    entry["command"].push_back(entry.contains("command") ? part : writing.path(part));
  }
  add_seconds("connect", delivery.connect, usual.connect, entry);
  add_seconds("answer", delivery.answer, usual.answer, entry);
  if (Json format = format_of(delivery.format); !format.empty()) {
    entry["format"] = std::move(format);
  }
}

void add_jobs(const QueueSettings& jobs, Json& entry) {
  const QueueSettings usual;
  Json object = Json::object();
  if (jobs.unknown == UnknownOutcome::Redo) {
    object["unknown"] = "redo";
  }
  if (jobs.order == QueueOrder::Continue) {
    object["order"] = "continue";
  }
  add_seconds("retry", jobs.retry, usual.retry, object);
  add_seconds("retry_at_most", jobs.retry_at_most, usual.retry_at_most, object);
  add_unless("tries", jobs.tries, usual.tries, object);
  add_seconds("end_of_job", jobs.end_of_job, usual.end_of_job, object);
  if (!object.empty()) {
    entry["jobs"] = std::move(object);
  }
}

}  // namespace config::convert
