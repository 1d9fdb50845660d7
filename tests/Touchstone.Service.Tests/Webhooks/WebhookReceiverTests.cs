using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Touchstone.Service.Tests.Webhooks;

/// <summary>The receiver of docs/api.md, held against deliveries that a stranger repeats or changes.</summary>
public sealed class WebhookReceiverTests
{
    private static readonly byte[] Secret = new byte[32];
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    // example
    /// <summary>Whether a delivery is genuine and new. Keep the ids as long as times are believed.</summary>
    private static bool IsGenuine(byte[] secret, string id, string timestamp, string signature, string body, DateTimeOffset now, HashSet<string> seen)
    {
        var expected = "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature))) return false;
        if (!long.TryParse(timestamp, out var seconds) || (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > TimeSpan.FromMinutes(5)) return false;
        return seen.Add(id);
    }
    // end

    private static (string Id, string Timestamp, string Signature, string Body) Delivery()
    {
        var (id, timestamp) = (Guid.NewGuid(), Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        const string Body = "{\"kind\":\"case.opened\"}";
        return (id.ToString(), timestamp, "v1=" + Service.Webhooks.WebhookSender.Sign(Secret, id, timestamp, Body), Body);
    }

    [Fact]
    public void A_delivery_is_taken_once_and_never_again()
    {
        var (id, timestamp, signature, body) = Delivery();
        var seen = new HashSet<string>();
        Assert.True(IsGenuine(Secret, id, timestamp, signature, body, Now, seen));
        Assert.False(IsGenuine(Secret, id, timestamp, signature, body, Now, seen));
        // Another receiver, or one that forgot its ids: the time is over.
        Assert.False(IsGenuine(Secret, id, timestamp, signature, body, Now.AddMinutes(6), new HashSet<string>()));
    }

    [Fact]
    public void Nothing_of_a_delivery_can_be_changed()
    {
        var (id, timestamp, signature, body) = Delivery();
        var later = (Now.ToUnixTimeSeconds() + 100).ToString(CultureInfo.InvariantCulture);
        Assert.False(IsGenuine(Secret, Guid.NewGuid().ToString(), timestamp, signature, body, Now, new HashSet<string>()));
        Assert.False(IsGenuine(Secret, id, later, signature, body, Now, new HashSet<string>()));
        Assert.False(IsGenuine(Secret, id, timestamp, signature, body + " ", Now, new HashSet<string>()));
        Assert.False(IsGenuine([1, .. Secret[1..]], id, timestamp, signature, body, Now, new HashSet<string>()));
    }

    [Fact]
    public void The_page_shows_this_receiver()
    {
        var own = File.ReadAllText(Path.Combine(RunningService.Root, "tests/Touchstone.Service.Tests/Webhooks/WebhookReceiverTests.cs"));
        var shown = own.Split("    // example\n")[1].Split("    // end\n")[0].Replace("\n    ", "\n", StringComparison.Ordinal).Trim();
        Assert.Contains(shown, File.ReadAllText(Path.Combine(RunningService.Root, "docs/api.md")));
    }
}
