#include "printers/delivery/ipp_message.h"

#include <cups/ipp.h>
#include <sys/types.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>

#include "config/verify.h"

namespace printers {
namespace {

struct IppDeleter {
  void operator()(ipp_t* message) const { ippDelete(message); }
};
using Message = std::unique_ptr<ipp_t, IppDeleter>;

constexpr std::size_t kText = 200;    // of one text in a line of the log
constexpr std::size_t kValue = 1023;  // RFC 8011 5.1: the longest uri or text

void add(ipp_t* message, ipp_tag_t type, const char* name, const std::string& value) {
  ippAddString(message, IPP_TAG_OPERATION, type, name, nullptr, value.substr(0, kValue).c_str());
}

// RFC 8011 4.1.4: charset and language come first, then the target. Not ippNewRequest, which asks
// the environment for its language.
Message request(ipp_op_t operation, const IppSender& sender) {
  Message message(ippNew());
  VERIFY(message != nullptr, "libcups has memory for a message");
  ippSetVersion(message.get(), 1, 1);
  ippSetOperation(message.get(), operation);
  ippSetRequestId(message.get(), 1);
  add(message.get(), IPP_TAG_CHARSET, "attributes-charset", "utf-8");
  add(message.get(), IPP_TAG_LANGUAGE, "attributes-natural-language", "en");
  add(message.get(), IPP_TAG_URI, "printer-uri", sender.printer_uri);
  return message;
}

void add_user(ipp_t* message, const IppSender& sender) {
  add(message, IPP_TAG_NAME, "requesting-user-name", sender.user);
}

template <std::size_t N>
void ask_for(ipp_t* message, const std::array<const char*, N>& names) {
  ippAddStrings(message, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                static_cast<int>(N), nullptr, names.data());
}

std::string bytes_of(ipp_t* message) {
  std::string bytes;
  const ipp_iocb_t put = [](void* into, ipp_uchar_t* buffer, std::size_t size) {
    static_cast<std::string*>(into)->append(buffer, buffer + size);
    return static_cast<ssize_t>(size);
  };
  VERIFY(ippWriteIO(&bytes, put, 1, nullptr, message) == IPP_STATE_DATA, "a message has bytes");
  return bytes;
}

std::string one_line(const char* text) {
  std::string line = text == nullptr ? "" : text;
  line.resize(std::min(line.size(), kText));
  std::replace_if(
      line.begin(), line.end(), [](unsigned char one) { return one < ' ' || one >= 0x7F; }, '?');
  return line;
}

// All values, with commas; "none" is nothing.
std::string texts(ipp_t* message, const char* name) {
  ipp_attribute_t* const found = ippFindAttribute(message, name, IPP_TAG_ZERO);
  std::string all;
  for (int i = 0; found != nullptr && i < ippGetCount(found); ++i) {
    const std::string one = one_line(ippGetString(found, i, nullptr));
    if (!one.empty() && one != "none" && all.size() < kText) {
      all += (all.empty() ? "" : ", ") + one;
    }
  }
  return all;
}

int state_of(ipp_t* message, const char* name) {
  ipp_attribute_t* const found = ippFindAttribute(message, name, IPP_TAG_ENUM);
  return found == nullptr ? 0 : ippGetInteger(found, 0);
}

void read_printer(ipp_t* message, IppAnswer& answer) {
  answer.printer_state = state_of(message, "printer-state");
  answer.printer_state_text = one_line(ippEnumString("printer-state", answer.printer_state));
  answer.printer_reasons = texts(message, "printer-state-reasons");
  if (auto* const accepts =
          ippFindAttribute(message, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN)) {
    answer.accepts_jobs = ippGetBoolean(accepts, 0) != 0;
  }
  ipp_attribute_t* const formats =
      ippFindAttribute(message, "document-format-supported", IPP_TAG_MIMETYPE);
  for (int i = 0; formats != nullptr && i < ippGetCount(formats); ++i) {
    answer.formats.push_back(one_line(ippGetString(formats, i, nullptr)));
  }
}

}  // namespace

std::string print_job_request(const IppSender& sender, const std::string& job_name,
                              const std::string& format) {
  const Message message = request(IPP_OP_PRINT_JOB, sender);
  add_user(message.get(), sender);
  add(message.get(), IPP_TAG_NAME, "job-name", job_name);
  add(message.get(), IPP_TAG_MIMETYPE, "document-format", format);
  return bytes_of(message.get());
}

std::string job_attributes_request(const IppSender& sender, int job) {
  const Message message = request(IPP_OP_GET_JOB_ATTRIBUTES, sender);
  ippAddInteger(message.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
  add_user(message.get(), sender);
  ask_for(message.get(), std::array{"job-id", "job-state", "job-state-reasons"});
  return bytes_of(message.get());
}

std::string printer_attributes_request(const IppSender& sender) {
  const Message message = request(IPP_OP_GET_PRINTER_ATTRIBUTES, sender);
  add_user(message.get(), sender);
  ask_for(message.get(), std::array{"printer-state", "printer-state-reasons",
                                    "printer-is-accepting-jobs", "document-format-supported"});
  return bytes_of(message.get());
}

std::optional<IppAnswer> read_ipp_answer(std::string_view bytes) {
  const Message message(ippNew());
  const ipp_iocb_t get = [](void* from, ipp_uchar_t* buffer, std::size_t size) {
    auto& rest = *static_cast<std::string_view*>(from);
    const std::size_t count = rest.copy(reinterpret_cast<char*>(buffer), size);
    rest.remove_prefix(count);
    return static_cast<ssize_t>(count);
  };
  if (message == nullptr || ippReadIO(&bytes, get, 1, nullptr, message.get()) != IPP_STATE_DATA) {
    return std::nullopt;
  }
  IppAnswer answer;
  answer.status = ippGetStatusCode(message.get());
  answer.status_text = one_line(ippErrorString(static_cast<ipp_status_t>(answer.status)));
  const std::string more = texts(message.get(), "status-message");
  if (!more.empty() && more != answer.status_text) {
    answer.status_text += " (" + more + ")";
  }
  if (auto* const job = ippFindAttribute(message.get(), "job-id", IPP_TAG_INTEGER)) {
    answer.job = ippGetInteger(job, 0);
  }
  answer.job_state = state_of(message.get(), "job-state");
  answer.job_state_text = one_line(ippEnumString("job-state", answer.job_state));
  answer.job_reasons = texts(message.get(), "job-state-reasons");
  read_printer(message.get(), answer);
  return answer;
}

}  // namespace printers
