using System.Buffers.Binary;
using System.Net.Http.Json;
using System.Text;
using Touchstone.Engine.Decisions;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases;
using Touchstone.Service.Intake;

namespace Touchstone.Service.Tests.Intake;

/// <summary>Small files that want to become large: they are taken in, and the supervised process refuses to unfold them.</summary>
public sealed class BombTests(RunningService service)
{
    [Fact]
    public async Task A_picture_that_states_more_pixels_than_any_memory_is_refused_by_its_header()
    {
        var done = await ExaminedAsync(MadePng.Of(60_000, 60_000, MadePng.Chunk("IDAT", MadePng.Deflated(1 << 20))), "large.png");
        Assert.Contains("limit.pixels", await service.Client.GetStringAsync($"/api/v1/cases/{done.Id}/findings"));
    }

    [Fact]
    public async Task A_text_that_unpacks_without_end_is_not_unpacked()
    {
        var bomb = MadePng.Chunk("zTXt", [.. "Comment\0\0"u8, .. MadePng.Deflated(1 << 28)]);
        Assert.True(bomb.Length < 4 << 20);
        await ExaminedAsync(MadePng.Of(64, 64, bomb, MadePng.Pixels(64, 64)), "text.png");
    }

    [Fact]
    public async Task Boxes_within_boxes_without_end_are_not_followed()
    {
        var done = await ExaminedAsync([.. Box("ftyp", [.. "isom"u8, 0, 0, 0, 0, .. "isom"u8]), .. Nest(100_000)], "deep.mp4");
        Assert.Equal((ExaminationState.Done, Outcome.Review), (done.Progress, done.Outcome));
    }

    [Fact]
    public async Task Pixels_that_unpack_beyond_what_the_header_states_are_left_alone()
    {
        await ExaminedAsync(MadePng.Of(64, 64, MadePng.Chunk("IDAT", MadePng.Deflated(1 << 28))), "pixels.png");
    }

    private async Task<CaseSummary> ExaminedAsync(byte[] bytes, string name)
    {
        using var answer = await service.UploadAsync(bytes, name);
        answer.EnsureSuccessStatusCode();
        var done = await service.EndOfAsync((await answer.Content.ReadFromJsonAsync<Receipt>())!);
        // Refused by a limit, and not by running into it: a process that had to be stopped is put aside.
        Assert.Equal(ExaminationState.Done, done.Progress);
        return done;
    }

    private static byte[] Box(string name, byte[] content)
    {
        var head = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(head, content.Length + 8);
        Encoding.ASCII.GetBytes(name, head.AsSpan(4));
        return [.. head, .. content];
    }

    // Each box holds nothing but the next.
    private static byte[] Nest(int depth)
    {
        var bytes = new byte[8 * depth];
        for (var i = 0; i < depth; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(8 * i), 8 * (depth - i));
            (i % 2 == 0 ? "moov"u8 : "trak"u8).CopyTo(bytes.AsSpan(8 * i + 4));
        }
        return bytes;
    }
}
