#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// IPP messages (RFC 8010, 8011) as bytes, by libcups. Version 1.1: every printer takes it.
namespace printers {

// What each request says about itself.
struct IppSender {
  std::string printer_uri;
  std::string user;  // requesting-user-name
};

// Print-Job; the document's bytes follow.
[[nodiscard]] std::string print_job_request(const IppSender& sender, const std::string& job_name,
                                            const std::string& format);
[[nodiscard]] std::string job_attributes_request(const IppSender& sender, int job);
[[nodiscard]] std::string printer_attributes_request(const IppSender& sender);

// Texts are one line of printable ASCII; empty where it says nothing.
struct IppAnswer {
  int status = 0;
  std::string status_text{};  // "server-error-busy" and what the printer adds
  std::optional<int> job{};   // job-id
  int job_state = 0;          // 9: completed; 8: aborted; 7: canceled; 0: it does not say
  std::string job_state_text{};
  std::string job_reasons{};
  int printer_state = 0;  // 3: idle; 4: processing; 5: stopped
  std::string printer_state_text{};
  std::string printer_reasons{};
  std::optional<bool> accepts_jobs{};
  std::vector<std::string> formats{};  // document-format-supported
  [[nodiscard]] bool is_success() const { return status < 0x0100; }
};

// nullopt: it is no IPP.
[[nodiscard]] std::optional<IppAnswer> read_ipp_answer(std::string_view bytes);

}  // namespace printers
