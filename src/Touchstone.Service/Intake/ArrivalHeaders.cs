using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Touchstone.Media;
using Touchstone.Service.Consent;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Intake;

/// <summary>What a request says of the media it brings; texts are percent-encoded, since headers hold no letters beyond ASCII.</summary>
/// <param name="Name">File name, for people.</param>
/// <param name="Key">Makes sending again harmless.</param>
/// <param name="Basis">On what ground the media may be kept.</param>
/// <param name="Source">Where they come from.</param>
/// <param name="ConsentedBy">Who agreed.</param>
/// <param name="Expires">When the ground ends, ISO 8601.</param>
/// <param name="Restrictions">What must not be done with them.</param>
internal sealed record ArrivalHeaders(
    [property: FromHeader(Name = "X-File-Name")] string? Name = null,
    [property: FromHeader(Name = "Idempotency-Key")] string? Key = null,
    [property: FromHeader(Name = "X-Rights-Basis")] string? Basis = null,
    [property: FromHeader(Name = "X-Rights-Source")] string? Source = null,
    [property: FromHeader(Name = "X-Rights-Consented-By")] string? ConsentedBy = null,
    [property: FromHeader(Name = "X-Rights-Expires")] string? Expires = null,
    [property: FromHeader(Name = "X-Rights-Restrictions")] string? Restrictions = null)
{
    internal Arrival Of(ClaimsPrincipal user) => new(Text(Name), Actors.Of(user), Key, Rights());

    private Rights? Rights()
    {
        if ((Basis ?? Source ?? ConsentedBy ?? Expires ?? Restrictions) is null) return null;
        var basis = RightsBasis.Unrecorded;
        if (Basis is not null && !Enum.TryParse(Basis, ignoreCase: true, out basis)) throw new ServiceException(Codes.ServiceInvalid, $"X-Rights-Basis takes one of {string.Join(", ", Enum.GetNames<RightsBasis>())}.");
        DateTimeOffset? end = null;
        if (!string.IsNullOrEmpty(Expires))
            end = DateTimeOffset.TryParse(Expires, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var said) ? said : throw new ServiceException(Codes.ServiceInvalid, "X-Rights-Expires takes a date such as 2027-03-31.");
        return new Rights(basis, Text(Source), Text(ConsentedBy), end, Text(Restrictions));
    }

    private static string Text(string? encoded) => Uri.UnescapeDataString(encoded ?? "");
}
