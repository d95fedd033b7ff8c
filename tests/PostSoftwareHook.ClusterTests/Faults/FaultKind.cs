namespace PostSoftwareHook.ClusterTests.Faults;

/// <summary>What can go wrong with one request on its way to the API server and back.</summary>
internal enum FaultKind
{
    /// <summary>429, with a Retry-After of a second.</summary>
    TooManyRequests,

    /// <summary>500.</summary>
    InternalServerError,

    /// <summary>502.</summary>
    BadGateway,

    /// <summary>503.</summary>
    ServiceUnavailable,

    /// <summary>504, and the server never saw the request.</summary>
    GatewayTimeout,

    /// <summary>504, and the server acted all the same.</summary>
    GatewayTimeoutAfterActing,

    /// <summary>All connections break, and for a moment nobody listens.</summary>
    Refused,

    /// <summary>The connection breaks before the server saw the request.</summary>
    ResetBeforeActing,

    /// <summary>The connection breaks after the server acted: the answer is lost.</summary>
    ResetAfterActing,

    /// <summary>The connection breaks in the middle of the answer.</summary>
    HalfResponse,

    /// <summary>The answer ends in its middle as if it were whole.</summary>
    CutResponse,

    /// <summary>The request is held back for a while before the server sees it.</summary>
    HeldBack,

    /// <summary>The server acts at once, and its answer takes a while.</summary>
    Stalled,

    /// <summary>The answer comes in small pieces.</summary>
    SlowLink,

    /// <summary>The connection breaks, and the next one is met with a certificate that has expired.</summary>
    ExpiredCertificate,

    /// <summary>HTTP/2's GOAWAY: the request is served, and the next ones must come on another connection.</summary>
    GoAway,

    /// <summary>409, though nobody else wrote.</summary>
    Conflict,

    /// <summary>The answer's Date is wrong by more than a year.</summary>
    SkewedClock,
}
