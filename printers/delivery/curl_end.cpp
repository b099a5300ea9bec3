#include "printers/delivery/curl_end.h"

namespace printers {

std::string text(const CurlEnd& end, const std::string& server) {
  switch (end.what) {
    case CurlEnd::What::Stopped:
      return "the job for " + server + " was stopped";
    case CurlEnd::What::Silent:
      return server + " has been silent for too long";
    case CurlEnd::What::Unread:
      return "the job's file can't be read: " + end.error;
    case CurlEnd::What::Ended:
      break;
  }
  return server + ": " + end.error;
}

}  // namespace printers
