using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Touchstone.Service.Platform;
using Touchstone.Service.Telemetry;

namespace Touchstone.Service.Webhooks;

/// <summary>Sends deliveries: signed, to public addresses only, again and later each time until they are accepted or given up.</summary>
internal sealed class WebhookSender(WebhookBook book, Func<IPAddress, bool> admits, TimeProvider time) : IDisposable
{
    // Waits of 10 s, 20 s, 40 s … : the twelfth attempt comes about six hours after the first.
    internal const int MostAttempts = 12;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(15);
    private const int AtOnce = 50;

    private readonly HttpClient _client = GuardedConnection.Client(admits, AnswerTime);

    public void Dispose() => _client.Dispose();

    /// <summary>Sends what is due; returns how many were sent.</summary>
    internal async Task<int> SendDueAsync(CancellationToken cancel)
    {
        var due = await book.DueAsync(time.GetUtcNow(), AtOnce, cancel);
        foreach (var delivery in due) await SendAsync(delivery, cancel);
        return due.Count;
    }

    /// <summary>The signature: HMAC-SHA256 over "id.timestamp.body", hexadecimal.</summary>
    internal static string Sign(byte[] secret, Guid id, string timestamp, string body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")));

    private async Task SendAsync(DueDelivery delivery, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (!await book.ClaimAsync(delivery, now + 2 * AnswerTime, cancel)) return;
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url) { Content = new StringContent(delivery.Body, Encoding.UTF8, "application/json") };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("touchstone", "1"));
        request.Headers.Add("Touchstone-Id", delivery.Id.ToString());
        request.Headers.Add("Touchstone-Timestamp", timestamp);
        request.Headers.Add("Touchstone-Signature", "v1=" + Sign(delivery.Secret, delivery.Id, timestamp, delivery.Body));
        using var activity = Instruments.Activities.StartActivity("webhook", ActivityKind.Client)?.SetTag("touchstone.delivery", delivery.Id);
        var (accepted, said) = await AskAsync(request, cancel);
        activity?.SetStatus(accepted ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
        Instruments.Deliveries.Add(1, new KeyValuePair<string, object?>("outcome", accepted ? "accepted" : "failed"));
        var attempts = delivery.Attempts + 1;
        DateTimeOffset? next = accepted || attempts >= MostAttempts ? null : now + FirstWait * Math.Pow(2, delivery.Attempts);
        await book.NoteAsync(delivery.Id, attempts, next, accepted ? now : null, said, cancel);
    }

    private async Task<(bool Accepted, string Said)> AskAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return (answer.IsSuccessStatusCode, ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is HttpRequestException or ForbiddenAddressException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return (false, e is ForbiddenAddressException || e.InnerException is ForbiddenAddressException ? "not a public address" : "no answer");
        }
    }
}
