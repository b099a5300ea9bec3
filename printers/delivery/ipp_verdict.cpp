#include "printers/delivery/ipp_verdict.h"

#include <algorithm>
#include <cerrno>
#include <string>
#include <utility>

namespace printers {
namespace {

using What = DeliveryResult::What;

constexpr int kStopped = 5;  // printer-state (RFC 8011 5.4.11)

bool is_hopeless(CURLcode code) {
  return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE ||
         code == CURLE_URL_MALFORMAT || code == CURLE_NOT_BUILT_IN ||
         code == CURLE_UNKNOWN_OPTION || code == CURLE_BAD_FUNCTION_ARGUMENT;
}

// RFC 8011 B.1: client errors are about the request and come again; but 0404 (not possible) and
// 0405 (timeout) pass, as CUPS' own sender has it. Server errors pass but for these three.
bool passes(int status) {
  constexpr int kNotPossible = 0x0404;
  constexpr int kTimeout = 0x0405;
  constexpr int kNoSuchOperation = 0x0501;
  constexpr int kNoSuchVersion = 0x0503;
  constexpr int kJobCanceled = 0x0508;
  if (status < 0x0500) {
    return status == kNotPossible || status == kTimeout;
  }
  return status != kNoSuchOperation && status != kNoSuchVersion && status != kJobCanceled;
}

bool passes_http(long status) {
  return status == 408 || status == 429 || status >= 500;
}

std::string http_words(const IppExchange& one) {
  const std::string status = " (HTTP " + std::to_string(one.http_status) + ")";
  switch (one.http_status) {
    case 401:
    case 403:
      return one.server + " refused the user or password" + status;
    case 404:
      return one.server + " has no such printer" + status;
    case 426:
      return one.server + " wants TLS: its uri must begin with ipps://" + status;
    default:
      return one.server + " did not take the request" + status;
  }
}

std::string lost(const IppExchange& one) {
  return text(one.end, one.server);
}

bool is_answered(const IppExchange& one) {
  return one.end.what == CurlEnd::What::Ended && one.end.code == CURLE_OK;
}

DeliveryResult judge_lost(const IppExchange& one) {
  if (one.end.whole && one.end.what != CurlEnd::What::Unread) {
    return {What::Unknown,
            "all of the job went to " + one.server + ", which did not answer: " + lost(one),
            {},
            one.end.sent};
  }
  if (one.end.what == CurlEnd::What::Stopped) {
    return {What::Stopped, lost(one), {}, one.end.sent};
  }
  const bool hopeless = one.end.what == CurlEnd::What::Ended && is_hopeless(one.end.code);
  return {hopeless ? What::Failed : What::Retry, lost(one), {}, one.end.sent};
}

std::string in_words(const std::string& state, const std::string& reasons) {
  return reasons.empty() ? state : state + ": " + reasons;
}

}  // namespace

DeliveryResult judge_print_job(const IppExchange& one) {
  if (!is_answered(one)) {
    return judge_lost(one);
  }
  DeliveryResult result{What::Failed, {}, {}, one.end.sent};
  if (one.http_status != 200) {
    result.what = passes_http(one.http_status) ? What::Retry : What::Failed;
    result.why = http_words(one);
  } else if (!one.answer) {
    result.why = one.server + " does not speak IPP";
  } else if (!one.answer->is_success()) {
    result.what = passes(one.answer->status) ? What::Retry : What::Failed;
    result.why = one.server + " refused the job: " + one.answer->status_text;
  } else {
    result.what = What::Printed;
    result.why = "accepted";
    if (one.answer->job) {
      result.where = "job " + std::to_string(*one.answer->job);
      result.why += " as " + result.where;
    }
  }
  return result;
}

IppFate fate_of(const IppExchange& one) {
  constexpr int kCanceled = 7;  // job-state (RFC 8011 5.3.7)
  constexpr int kAborted = 8;
  constexpr int kCompleted = 9;
  if (!one.answer || !one.answer->is_success() || one.answer->job_state == 0) {
    return IppFate::Forgotten;
  }
  switch (one.answer->job_state) {
    case kCompleted:
      return IppFate::Done;
    case kAborted:
    case kCanceled:
      return IppFate::GivenUp;
    default:
      return IppFate::Waiting;
  }
}

ProbeResult judge_ipp_probe(const IppExchange& one, const std::string& format) {
  using Found = ProbeResult::What;
  if (!is_answered(one)) {
    if (!one.end.connected) {
      return {one.end.system_error == ECONNREFUSED ? Found::Refused : Found::NoRoute, lost(one)};
    }
    const bool no = is_hopeless(one.end.code) || one.end.code == CURLE_SSL_CONNECT_ERROR;
    return {no ? Found::Rejected : Found::Silent, lost(one)};
  }
  if (one.http_status != 200) {
    return {Found::Rejected, http_words(one)};
  }
  if (!one.answer) {
    return {Found::Rejected, one.server + " does not speak IPP"};
  }
  const IppAnswer& answer = *one.answer;
  if (!answer.is_success()) {
    return {Found::Rejected, one.server + " answers " + answer.status_text};
  }
  const std::string state = in_words(answer.printer_state_text, answer.printer_reasons);
  if (answer.accepts_jobs == false) {
    return {Found::Rejected, one.server + " takes no jobs (" + state + ")"};
  }
  if (!answer.formats.empty() &&
      std::find(answer.formats.begin(), answer.formats.end(), format) == answer.formats.end()) {
    return {Found::Rejected, one.server + " does not take " + format + " (" + state + ")"};
  }
  const std::string stopped = answer.printer_state == kStopped ? ", but prints nothing now" : "";
  return {Found::Ready, one.server + " takes jobs" + stopped + " (" + state + ")"};
}

}  // namespace printers
