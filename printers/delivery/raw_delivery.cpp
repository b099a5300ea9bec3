#include "printers/delivery/raw_delivery.h"

#include <utility>
#include <variant>

#include "printers/delivery/printer_connection.h"

namespace printers {
namespace {

using What = DeliveryResult::What;

std::string amount(std::uint64_t sent, const Parcel& parcel) {
  return std::to_string(sent) + " of " + std::to_string(parcel.size) + " bytes";
}

// One job on one connection.
class RawJob {
 public:
  RawJob(std::string printer, const Parcel& parcel, SocketStream& stream, Progress& progress)
      : printer_(std::move(printer)), parcel_(parcel), stream_(stream), progress_(progress) {}

  DeliveryResult run() {
    Stretch all{parcel_.descriptor, 0, parcel_.size};
    if (const Streamed sent = stream_.send_file(all, Early::Ignore, progress_);
        sent != Streamed::Done) {
      return not_all(sent, all.from);
    }
    stream_.half_close();
    return last_words();
  }

 private:
  DeliveryResult not_all(Streamed why, std::uint64_t sent) {
    DeliveryResult result{What::Retry, {}, {}, sent};
    const std::string so_far = " after " + amount(sent, parcel_);
    if (why == Streamed::Stopped) {
      result.what = What::Stopped;
      result.why = "stopped" + so_far;
    } else if (why == Streamed::Unreadable) {
      result.why = "the formatted job could not be read" + so_far;
    } else if (why == Streamed::TimedOut) {
      result.why = printer_ + " took nothing for " + words_for(stream_.patience()) + so_far;
    } else {
      result.why = printer_ + " broke the connection" + so_far + ": " + stream_.loss();
    }
    stream_.abort();
    return result;
  }

  // Reads and discards until the printer closes. It has as long as one needs that waits for paper,
  // or first prints somebody else's job.
  DeliveryResult last_words() {
    const config::Ticks patience = stream_.patience();
    const Clock::time_point since = Clock::now();
    for (;;) {
      const Streamed heard = stream_.hear(since, patience);
      stream_.input().clear();
      if (heard == Streamed::Stopped || stream_.stop().wanted()) {
        return at_the_end(Streamed::Stopped,
                          "the delivery was stopped before it closed the connection");
      }
      if (heard == Streamed::Lost) {
        return at_the_end(heard, "broke the connection: " + stream_.loss());
      }
      if (heard == Streamed::TimedOut) {
        return at_the_end(heard, "did not close the connection within " + words_for(patience));
      }
      if (heard == Streamed::Ended && stream_.all_taken()) {
        const char* const note = " took all bytes and closed without the end of TLS";
        return {What::Printed, stream_.was_cut() ? printer_ + note : "", {}, parcel_.size};
      }
    }
  }

  DeliveryResult at_the_end(Streamed how, const std::string& why) {
    if (!stream_.all_taken()) {
      return not_all(how, stream_.taken());
    }
    return {What::Unknown, printer_ + " has taken all bytes, but " + why, {}, parcel_.size};
  }

  std::string printer_;
  const Parcel& parcel_;
  SocketStream& stream_;
  Progress& progress_;
};

}  // namespace

DeliveryResult deliver_raw(const config::LuSettings& lu, const Parcel& parcel, const Stop& stop,
                           Progress& progress, const MakeTls& tls) {
  if (parcel.size == 0) {
    return {What::Printed, "the job is empty, nothing was sent"};
  }
  auto opened =
      open_connection(*lu.delivery, parcel.job, {.answer = lu.delivery->answer}, tls, stop);
  if (const auto* fault = std::get_if<ConnectFault>(&opened)) {
    return result_of(*fault);
  }
  SocketStream& stream = std::get<SocketStream>(opened);
  return RawJob(endpoint_of(*lu.delivery, 0).text(), parcel, stream, progress).run();
}

ProbeResult probe_raw(const config::LuSettings& lu, const Stop& stop, const MakeTls& tls) {
  using Probed = ProbeResult::What;
  const Clock::time_point until = Clock::now() + kProbe;
  const std::string printer = endpoint_of(*lu.delivery, 0).text();
  auto opened = open_connection(*lu.delivery, 0, {until, lu.delivery->answer}, tls, stop);
  if (const auto* fault = std::get_if<ConnectFault>(&opened)) {
    return probed(*fault);
  }
  SocketStream& stream = std::get<SocketStream>(opened);
  stream.half_close();
  Streamed heard = Streamed::Done;
  while (heard == Streamed::Done && !stop.wanted()) {
    heard = stream.receive(until);
    stream.input().clear();
  }
  if (heard == Streamed::Ended) {
    return {Probed::Ready, printer + " takes connections and ends them properly"};
  }
  if (heard == Streamed::Lost) {
    return {Probed::Rejected, printer + " broke the connection: " + stream.loss()};
  }
  return {Probed::Silent, printer +
                              " is connected, but takes nothing: it prints another job, waits for "
                              "paper or an operator, or never closes a connection"};
}

}  // namespace printers
