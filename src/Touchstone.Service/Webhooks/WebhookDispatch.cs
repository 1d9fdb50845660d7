using Microsoft.Extensions.Logging;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Webhooks;

/// <summary>Reads the journal on and sends what is due, once a second.</summary>
internal sealed class WebhookDispatch(WebhookBook book, WebhookSender sender, TimeProvider time, ILogger<WebhookDispatch> log) : RepeatedWork(TimeSpan.FromSeconds(1), time, log)
{
    protected override async Task OnceAsync(CancellationToken cancel)
    {
        await book.HearAsync(Time.GetUtcNow(), cancel);
        await sender.SendDueAsync(cancel);
    }
}
