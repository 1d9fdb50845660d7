using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Service.Journal;
using Touchstone.Service.Measures;
using Touchstone.Service.Platform;
using Touchstone.Service.Webhooks;

namespace Touchstone.Service.Tests.Webhooks;

public sealed class WebhookTests(RunningService running, PostgresCluster cluster)
{
    /// <summary>A receiver on this machine that answers as it is told and keeps what came.</summary>
    private sealed class Receiver : IDisposable
    {
        private readonly HttpListener _listener = new();

        internal Receiver()
        {
            using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Url = $"http://localhost:{((IPEndPoint)probe.LocalEndpoint).Port}/";
            }
            _listener.Prefixes.Add(Url);
            _listener.Start();
            _ = ServeAsync();
        }

        internal string Url { get; }

        internal int Answers { get; set; } = 204;

        internal List<(string Id, string Timestamp, string Signature, string Body)> Came { get; } = [];

        public void Dispose() => _listener.Close();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    using var reader = new StreamReader(context.Request.InputStream);
                    var headers = context.Request.Headers;
                    Came.Add((headers["Touchstone-Id"]!, headers["Touchstone-Timestamp"]!, headers["Touchstone-Signature"]!, await reader.ReadToEndAsync()));
                    context.Response.StatusCode = Answers;
                    context.Response.Close();
                }
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }

    private static Task<EmptyService> ServiceAsync(Func<IPAddress, bool> admits, string? database = null) => EmptyService.StartAsync(services =>
        services.AddSingleton<WebhookBook>().AddSingleton(p => new WebhookSender(p.GetRequiredService<WebhookBook>(), admits, p.GetRequiredService<TimeProvider>())), database);

    private static Task OpenCaseAsync(EmptyService service) => service.Get<JournalStore>().WriteAsync((_, pen) =>
    {
        pen.Write("account:x", JournalKinds.CaseOpened, "c", new JsonObject { ["number"] = "C-1" });
        pen.Write("account:x", JournalKinds.CaseViewed, "c", []);
    }, CancellationToken.None);

    private static async Task DispatchAsync(EmptyService service)
    {
        await service.Get<WebhookBook>().HearAsync(service.Clock.GetUtcNow(), CancellationToken.None);
        await service.Get<WebhookSender>().SendDueAsync(CancellationToken.None);
    }

    [Fact]
    public async Task What_happens_after_a_webhook_was_made_is_told_once_and_signed()
    {
        await using var service = await ServiceAsync(_ => true);
        using var receiver = new Receiver();
        await OpenCaseAsync(service);
        var made = await service.Get<WebhookBook>().MakeUncheckedAsync(receiver.Url, "account:x", CancellationToken.None);
        await OpenCaseAsync(service);
        await DispatchAsync(service);
        await DispatchAsync(service);
        var (id, timestamp, signature, body) = Assert.Single(receiver.Came);
        var mac = HMACSHA256.HashData(Convert.FromBase64String(made.Secret), Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}"));
        Assert.Equal("v1=" + Convert.ToHexStringLower(mac), signature);
        Assert.Equal(service.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), timestamp);
        Assert.Equal(JournalKinds.CaseOpened, JournalEntry.Read(Encoding.UTF8.GetBytes(body)).Kind);
    }

    [Fact]
    public async Task Two_nodes_on_one_database_tell_each_line_once()
    {
        const int Cases = 20;
        var address = await cluster.DatabaseAsync();
        await using var one = await ServiceAsync(_ => true, address);
        await using var other = await EmptyService.StartAsync(services => services.AddSingleton(one.Get<IDataProtectionProvider>()).AddSingleton<WebhookBook>()
            .AddSingleton(p => new WebhookSender(p.GetRequiredService<WebhookBook>(), _ => true, p.GetRequiredService<TimeProvider>())), address, one.Options.JournalKeyFile);
        using var receiver = new Receiver();
        await one.Get<WebhookBook>().MakeUncheckedAsync(receiver.Url, "account:x", CancellationToken.None);
        for (var i = 0; i < Cases; i++)
        {
            await OpenCaseAsync(i % 2 == 0 ? one : other);
            await Task.WhenAll(DispatchAsync(one), DispatchAsync(other));
        }
        await DispatchAsync(one);
        Assert.Equal(Cases, receiver.Came.Count);
        Assert.Equal(Cases, receiver.Came.Select(c => JournalEntry.Read(Encoding.UTF8.GetBytes(c.Body)).Sequence).Distinct().Count());
    }

    [Fact]
    public async Task What_is_not_accepted_is_sent_again_later_each_time_and_given_up_in_the_end()
    {
        await using var service = await ServiceAsync(_ => true);
        using var receiver = new Receiver { Answers = 500 };
        var webhook = await service.Get<WebhookBook>().MakeUncheckedAsync(receiver.Url, "account:x", CancellationToken.None);
        await OpenCaseAsync(service);
        for (var hour = 0; hour < 24 * 60; hour++)
        {
            await DispatchAsync(service);
            service.Clock.Move(TimeSpan.FromMinutes(1));
            if (hour == 0) Assert.Single(receiver.Came);
        }
        Assert.Equal(WebhookSender.MostAttempts, receiver.Came.Count);
        Assert.Single(receiver.Came.Select(c => c.Id).Distinct());
        var delivery = Assert.Single(await service.Get<WebhookBook>().DeliveriesAsync(webhook.Webhook.Id, 10, CancellationToken.None));
        Assert.Equal((WebhookSender.MostAttempts, null, "500"), (delivery.Attempts, delivery.DueAt, delivery.Answer));

        receiver.Answers = 200;
        Assert.True(await service.Get<WebhookBook>().ReplayAsync(delivery.Id, service.Clock.GetUtcNow(), CancellationToken.None));
        await DispatchAsync(service);
        Assert.NotNull(Assert.Single(await service.Get<WebhookBook>().DeliveriesAsync(webhook.Webhook.Id, 10, CancellationToken.None)).DeliveredAt);
        Assert.Equal(delivery.Id.ToString(), receiver.Came[^1].Id);
    }

    [Fact]
    public async Task A_private_address_is_never_told_anything()
    {
        await using var service = await ServiceAsync(PublicAddress.Is);
        using var receiver = new Receiver();
        var webhook = await service.Get<WebhookBook>().MakeUncheckedAsync(receiver.Url, "account:x", CancellationToken.None);
        await OpenCaseAsync(service);
        await DispatchAsync(service);
        Assert.Empty(receiver.Came);
        Assert.Equal("not a public address", Assert.Single(await service.Get<WebhookBook>().DeliveriesAsync(webhook.Webhook.Id, 10, CancellationToken.None)).Answer);
    }

    [Theory]
    [InlineData("http://example.org/hook")]
    [InlineData("https://user:password@example.org/")]
    [InlineData("ftp://example.org/")]
    [InlineData("example.org")]
    public async Task Only_https_addresses_are_webhooks(string url)
    {
        using var answer = await running.Client.PostAsJsonAsync("/api/v1/webhooks", new { url });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task A_webhook_is_made_listed_and_ended()
    {
        using var made = await running.Client.PostAsJsonAsync("/api/v1/webhooks", new { url = "https://hooks.example.invalid/touchstone" });
        var webhook = (await made.Content.ReadFromJsonAsync<MadeWebhook>())!;
        Assert.Equal(32, Convert.FromBase64String(webhook.Secret).Length);
        Assert.DoesNotContain(webhook.Secret, await running.Client.GetStringAsync("/api/v1/webhooks"));
        Assert.Equal(HttpStatusCode.NoContent, (await running.Client.DeleteAsync($"/api/v1/webhooks/{webhook.Webhook.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await running.Client.DeleteAsync($"/api/v1/webhooks/{webhook.Webhook.Id}")).StatusCode);
    }

    [Fact]
    public async Task A_case_is_watched_until_its_examination_has_ended()
    {
        var receipt = (await (await running.UploadAsync(Specimens.Recording(200), "watched.wav")).Content.ReadFromJsonAsync<Touchstone.Service.Intake.Receipt>())!;
        var events = await running.Client.GetStringAsync($"/api/v1/cases/{receipt.Case}/events");
        Assert.Contains("event: case", events);
        Assert.Contains("\"progress\":\"done\"", events);
    }
}
