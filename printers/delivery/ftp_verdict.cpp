#include "printers/delivery/ftp_verdict.h"

#include <array>
#include <cerrno>
#include <string_view>
#include <utility>

namespace printers {
namespace {

using What = DeliveryResult::What;

struct Phrase {
  std::string_view verb;
  std::string_view refused;
};
constexpr std::array kPhrases = {
    Phrase{"", "turned us away"},
    Phrase{"USER", "refused the user"},
    Phrase{"PASS", "refused the logon"},
    Phrase{"ACCT", "refused the logon"},
    Phrase{"AUTH", "has no TLS"},
    Phrase{"PBSZ", "does not protect data"},
    Phrase{"PROT", "does not protect data"},
    Phrase{"CCC", "refused CCC"},
    Phrase{"PASV", "opens no data connection"},
    Phrase{"EPSV", "opens no data connection"},
    Phrase{"PORT", "opens no data connection"},
    Phrase{"EPRT", "opens no data connection"},
};

// What the server said no to, as the middle of a sentence.
std::string refusal(const FtpEnd& one) {
  const std::string& verb = one.dialog.verb();
  for (const Phrase& phrase : kPhrases) {
    if (phrase.verb == verb) {
      return std::string(phrase.refused);
    }
  }
  if (verb == "CWD") {
    return "refused the directory " + one.name;
  }
  if (verb == "STOR" || verb == "APPE") {
    return one.dialog.stored() ? "did not keep " + one.name : "refused to store " + one.name;
  }
  return "refused " + verb;
}

bool is_refused(const FtpEnd& one) {
  return one.dialog.code() >= 400;
}

// RFC 959 4.2.1: 4yz is for now, 5yz for ever. 430 is a wrong user or password where it is used.
bool is_for_now(int code) {
  return code < 500 && code != 430;
}

bool is_certificate(CURLcode code) {
  return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_PINNEDPUBKEYNOTMATCH ||
         code == CURLE_SSL_ISSUER_ERROR;
}

bool is_ours(CURLcode code) {
  return code == CURLE_SSL_CACERT_BADFILE || code == CURLE_URL_MALFORMAT ||
         code == CURLE_NOT_BUILT_IN || code == CURLE_UNKNOWN_OPTION ||
         code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_BAD_FUNCTION_ARGUMENT;
}

// Nobody knows whether the file is whole: all of it went out, and no answer came.
bool all_sent(const FtpEnd& one) {
  return one.dialog.stored() && one.end.whole && one.dialog.code() < 200;
}

std::string changed_certificate(const FtpEnd& one) {
  return one.server +
         " shows another certificate on the data connection than on the control connection";
}

std::string lost(const FtpEnd& one) {
  return text(one.end, one.server);
}

DeliveryResult result(What what, std::string why, const FtpEnd& one) {
  return {what, std::move(why), {}, one.end.sent};
}

}  // namespace

DeliveryResult judge_upload(const FtpEnd& one) {
  if (one.certificate_changed) {
    return result(What::Failed, changed_certificate(one), one);
  }
  if (one.end.what == CurlEnd::What::Ended && one.end.code == CURLE_OK) {
    return result(What::Printed, one.dialog.reply(), one);
  }
  if (one.end.what != CurlEnd::What::Unread && all_sent(one)) {
    return result(What::Unknown,
                  "all of " + one.name + " went to " + one.server +
                      ", which did not say that it has it: " + lost(one),
                  one);
  }
  if (one.end.what == CurlEnd::What::Stopped) {
    return result(What::Stopped, lost(one), one);
  }
  if (is_refused(one)) {
    return result(is_for_now(one.dialog.code()) ? What::Retry : What::Failed,
                  one.server + " " + refusal(one) + ": " + one.dialog.reply(), one);
  }
  const bool hopeless = one.end.what == CurlEnd::What::Ended &&
                        (is_certificate(one.end.code) || is_ours(one.end.code) ||
                         one.end.code == CURLE_USE_SSL_FAILED);
  return result(hopeless ? What::Failed : What::Retry, lost(one), one);
}

DeliveryResult judge_rename(const FtpEnd& one, DeliveryResult uploaded) {
  if (one.end.what == CurlEnd::What::Ended && one.end.code == CURLE_OK) {
    return uploaded;
  }
  const std::string stored = "it was stored under a temporary name, but ";
  if (is_refused(one)) {
    uploaded.what = is_for_now(one.dialog.code()) ? What::Retry : What::Failed;
    uploaded.why =
        stored + one.server + " refused to rename it to " + one.name + ": " + one.dialog.reply();
  } else if (one.dialog.verb() == "RNTO") {
    uploaded.what = What::Unknown;
    uploaded.why = stored + "nobody knows whether it was renamed to " + one.name + ": " + lost(one);
  } else {
    uploaded.what = one.end.what == CurlEnd::What::Stopped ? What::Stopped : What::Retry;
    uploaded.why = stored + "not renamed to " + one.name + ": " + lost(one);
  }
  return uploaded;
}

ProbeResult judge_probe(const FtpEnd& one) {
  using Found = ProbeResult::What;
  if (one.end.what == CurlEnd::What::Ended && one.end.code == CURLE_OK) {
    return {Found::Ready, one.server + " takes the logon" +
                              (one.name.empty() ? "" : " and has the directory " + one.name)};
  }
  if (is_refused(one)) {
    return {Found::Rejected, one.server + " " + refusal(one) + ": " + one.dialog.reply()};
  }
  if (!one.end.connected) {
    return {one.end.system_error == ECONNREFUSED ? Found::Refused : Found::NoRoute, lost(one)};
  }
  const bool no = one.certificate_changed || is_certificate(one.end.code) ||
                  is_ours(one.end.code) || one.end.code == CURLE_USE_SSL_FAILED ||
                  one.end.code == CURLE_SSL_CONNECT_ERROR;
  return {no ? Found::Rejected : Found::Silent, lost(one)};
}

bool is_worth_a_try_without_ccc(const FtpEnd& one) {
  const DeliveryResult::What what = judge_upload(one).what;
  if (!one.dialog.cleared() || one.certificate_changed ||
      (what != What::Failed && what != What::Retry)) {
    return false;
  }
  const int code = one.dialog.code();
  // Or it closes the data connection first, and libcurl waits for no reply then.
  return code == 522 || code == 534 || code == 425 || (one.dialog.stored() && code < 400);
}

}  // namespace printers
