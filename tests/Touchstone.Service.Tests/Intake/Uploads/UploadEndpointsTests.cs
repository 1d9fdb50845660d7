using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Touchstone.Service.Consent;
using Touchstone.Service.Intake;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Intake.Uploads;

public sealed class UploadEndpointsTests(RunningService service)
{
    [Fact]
    public async Task A_file_that_comes_in_parts_is_taken_in_like_one_sent_at_once()
    {
        var bytes = Specimens.Recording(3000);
        var address = await BegunAsync(service.Client, bytes.Length);
        Assert.Equal((HttpStatusCode.NoContent, 300), await AddAsync(service.Client, address, 0, bytes[..300]));
        // Somewhere else from here on: where it stands is asked first.
        using (var asked = await SendAsync(service.Client, HttpMethod.Head, address))
        {
            Assert.Equal(("300", bytes.Length.ToString()), (Header(asked, "Upload-Offset"), Header(asked, "Upload-Length")));
            Assert.True(asked.Headers.CacheControl!.NoStore);
        }
        Assert.Equal(HttpStatusCode.Conflict, (await AddAsync(service.Client, address, 200, bytes[200..])).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await TakeInAsync(service.Client, address)).StatusCode);
        Assert.Equal((HttpStatusCode.NoContent, bytes.Length), await AddAsync(service.Client, address, 300, bytes[300..]));

        using var taken = await TakeInAsync(service.Client, address, ("X-File-Name", "in%20parts.wav"), ("X-Rights-Basis", "consent"), ("X-Rights-Consented-By", "J%C3%BCrgen"), ("X-Rights-Expires", "2099-01-01"), ("X-Rights-Restrictions", "no%20training"));
        var receipt = (await taken.Content.ReadFromJsonAsync<Receipt>())!;
        Assert.Equal((HttpStatusCode.Created, bytes.Length), (taken.StatusCode, receipt.Bytes));
        Assert.Equal("in parts.wav", (await service.EndOfAsync(receipt)).Title);
        Assert.Equal(new Rights(RightsBasis.Consent, "", "Jürgen", new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero), "no training"),
            await service.Client.GetFromJsonAsync<Rights>($"/api/v1/cases/{receipt.Case}/rights", RunningService.Json));
        // The answer was lost: asked again, it is the same case.
        Assert.Equal(receipt, await (await TakeInAsync(service.Client, address)).Content.ReadFromJsonAsync<Receipt>());
        Assert.Equal(HttpStatusCode.Conflict, (await AddAsync(service.Client, address, bytes.Length, [1])).Status);
    }

    [Fact]
    public async Task Bytes_that_came_before_a_connection_broke_off_stay()
    {
        var address = await BegunAsync(service.Client, 1_000_000);
        var before = 0;
        // Broken off once the service has some of it: what still lies in the connection then may be lost.
        using var request = new HttpRequestMessage(HttpMethod.Patch, address) { Content = new BrokenContent(200_000, async () => before = await SomeCameAsync(address)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        request.Headers.Add("Upload-Offset", "0");
        request.Headers.Add("Tus-Resumable", "1.0.0");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => service.Client.SendAsync(request));
        Assert.InRange(await SomeCameAsync(address), before, 200_000);
    }

    [Fact]
    public async Task Nobody_else_sees_adds_to_or_takes_in_an_upload()
    {
        var bytes = Specimens.Recording(3001);
        using var mine = await service.WithKeyAsync("cases.write");
        using var other = await service.WithKeyAsync("cases.write");
        using var reader = await service.WithKeyAsync("cases.read");
        var address = await BegunAsync(mine, bytes.Length);
        await AddAsync(mine, address, 0, bytes);
        foreach (var method in new[] { HttpMethod.Head, HttpMethod.Delete }) Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(other, method, address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await AddAsync(other, address, 0, [1])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await TakeInAsync(other, address)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await TakeInAsync(reader, address)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(service.Stranger, HttpMethod.Head, address)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await TakeInAsync(mine, address)).StatusCode);
    }

    [Fact]
    public async Task What_was_announced_wrongly_is_refused_with_a_code()
    {
        using var large = await SendAsync(service.Client, HttpMethod.Post, "/api/v1/uploads", ("Upload-Length", $"{5L << 30}"));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "limit.bytes"), (large.StatusCode, await CodeAsync(large)));
        using var empty = await SendAsync(service.Client, HttpMethod.Post, "/api/v1/uploads", ("Upload-Length", "0"));
        Assert.Equal("intake.empty", await CodeAsync(empty));
        using var silent = await SendAsync(service.Client, HttpMethod.Post, "/api/v1/uploads");
        Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);
        var address = await BegunAsync(service.Client, 3);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await AddAsync(service.Client, address, 0, "more than that"u8.ToArray())).Status);
        using var old = new HttpRequestMessage(HttpMethod.Head, address) { Headers = { { "Tus-Resumable", "0.2.2" } } };
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await service.Client.SendAsync(old)).StatusCode);

        await AddAsync(service.Client, address, 0, "abc"u8.ToArray());
        using var refused = await TakeInAsync(service.Client, address);
        Assert.Equal("intake.unknown-format", await CodeAsync(refused));
        // What will never be taken in takes no room.
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(service.Client, HttpMethod.Head, address)).StatusCode);
    }

    [Fact]
    public async Task The_service_says_what_it_speaks()
    {
        using var answer = await service.Client.SendAsync(new HttpRequestMessage(HttpMethod.Options, "/api/v1/uploads"));
        Assert.Equal((HttpStatusCode.NoContent, "1.0.0", "creation,expiration,termination"), (answer.StatusCode, Header(answer, "Tus-Version"), Header(answer, "Tus-Extension")));
        Assert.Equal($"{4L << 30}", Header(answer, "Tus-Max-Size"));
    }

    private static async Task<string> BegunAsync(HttpClient client, long length)
    {
        using var begun = await SendAsync(client, HttpMethod.Post, "/api/v1/uploads", ("Upload-Length", $"{length}"));
        Assert.Equal(HttpStatusCode.Created, begun.StatusCode);
        Assert.True(DateTimeOffset.Parse(Header(begun, "Upload-Expires")) > DateTimeOffset.UtcNow.AddHours(23));
        return begun.Headers.Location!.ToString();
    }

    private async Task<int> SomeCameAsync(string address)
    {
        for (var since = Stopwatch.StartNew(); since.Elapsed < TimeSpan.FromSeconds(30); await Task.Delay(50))
        {
            using var asked = await SendAsync(service.Client, HttpMethod.Head, address);
            if (asked.IsSuccessStatusCode && int.Parse(Header(asked, "Upload-Offset")) is > 0 and var offset) return offset;
        }
        throw new TimeoutException("No byte of the upload came.");
    }

    private static async Task<(HttpStatusCode Status, int Offset)> AddAsync(HttpClient client, string address, int offset, byte[] bytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, address) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        request.Headers.Add("Upload-Offset", $"{offset}");
        request.Headers.Add("Tus-Resumable", "1.0.0");
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, answer.IsSuccessStatusCode ? int.Parse(Header(answer, "Upload-Offset")) : -1);
    }

    private static Task<HttpResponseMessage> TakeInAsync(HttpClient client, string address, params (string, string)[] headers) => SendAsync(client, HttpMethod.Post, address + "/specimen", headers);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address) { Headers = { { "Tus-Resumable", "1.0.0" } } };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await client.SendAsync(request);
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    /// <summary>Some bytes, and then the connection is gone.</summary>
    private sealed class BrokenContent(int bytes, Func<Task> until) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(new byte[bytes]);
            await stream.FlushAsync();
            await until();
            throw new IOException("gone");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 1_000_000;
            return true;
        }
    }
}
