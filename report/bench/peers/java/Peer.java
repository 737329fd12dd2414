import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.function.Supplier;
import umontreal.ssj.randvar.ExponentialGen;
import umontreal.ssj.randvar.RandomVariateGen;
import umontreal.ssj.randvar.UniformGen;
import umontreal.ssj.rng.MRG32k3a;
import umontreal.ssj.rng.RandomStream;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;

/**
 * The workloads in SSJ (L'Ecuyer, Universite de Montreal), event by event as in the examples of its guide, with its
 * default event list, a splay tree. A model is run twice beforehand, so that what is measured is compiled code. See
 * package outcome of the Go programs for the arguments and the line that is printed.
 */
public class Peer {
    record Result(long done, double check) {}

    static final int HOLD_PENDING = 100_000, PLACES = 1_000, PHOLD_PENDING = 10_000;
    static final double LOOKAHEAD = 0.1;

    static RandomStream stream(long seed) {
        MRG32k3a s = new MRG32k3a();
        long[] start = new long[6];
        java.util.Arrays.fill(start, 12345 + seed);
        s.setSeed(start);
        return s;
    }

    static Supplier<Result> hold(long size, long seed) {
        Simulator engine = new Simulator();
        RandomVariateGen delay = new ExponentialGen(stream(seed), 1.0);
        long[] done = new long[1];
        class Wake extends Event {
            Wake() { super(engine); }
            @Override public void actions() {
                done[0]++;
                schedule(delay.nextDouble());
            }
        }
        engine.init();
        for (int i = 0; i < HOLD_PENDING; i++) new Wake().schedule(delay.nextDouble());
        stopAt(engine, (double) size / HOLD_PENDING);
        return () -> {
            engine.start();
            return new Result(done[0], (double) done[0] / size);
        };
    }

    static Supplier<Result> phold(long size, long seed) {
        Simulator engine = new Simulator();
        RandomStream luck = stream(seed);
        RandomVariateGen travel = new ExponentialGen(luck, 1.0);
        long[] done = new long[1];
        class Message extends Event {
            int place;
            Message() { super(engine); }
            void send() {
                place = luck.nextInt(0, PLACES - 1);
                schedule(LOOKAHEAD + travel.nextDouble());
            }
            @Override public void actions() {
                done[0]++;
                send();
            }
        }
        engine.init();
        for (int i = 0; i < PHOLD_PENDING; i++) new Message().send();
        stopAt(engine, (double) size / PHOLD_PENDING * (1 + LOOKAHEAD));
        return () -> {
            engine.start();
            return new Result(done[0], (double) done[0] / size);
        };
    }

    static void stopAt(Simulator engine, double time) {
        new Event(engine) {
            @Override public void actions() { engine.stop(); }
        }.schedule(time);
    }

    static Supplier<Result> mm1(long size, long seed) {
        Simulator engine = new Simulator();
        RandomVariateGen gap = new ExponentialGen(stream(seed), 0.9), service = new ExponentialGen(stream(seed + 1000), 1.0);
        ArrayDeque<Double> line = new ArrayDeque<>();
        long[] count = new long[2]; // arrived, begun
        double[] waited = new double[1];
        boolean[] busy = new boolean[1];
        class Leave extends Event {
            Leave() { super(engine); }
            void serve(double came) {
                busy[0] = true;
                count[1]++;
                waited[0] += engine.time() - came;
                schedule(service.nextDouble());
            }
            @Override public void actions() {
                busy[0] = false;
                if (!line.isEmpty()) serve(line.removeFirst());
            }
        }
        Leave leave = new Leave();
        class Arrive extends Event {
            Arrive() { super(engine); }
            @Override public void actions() {
                if (busy[0]) line.addLast(engine.time());
                else leave.serve(engine.time());
                if (++count[0] < size) schedule(gap.nextDouble());
            }
        }
        engine.init();
        new Arrive().schedule(gap.nextDouble());
        return () -> {
            engine.start();
            return new Result(count[1], waited[0] / count[1]);
        };
    }

    static Supplier<Result> bank(long size, long seed) {
        Simulator engine = new Simulator();
        RandomVariateGen gap = new ExponentialGen(stream(seed), 0.1), service = new ExponentialGen(stream(seed + 1000), 1.0 / 12);
        RandomVariateGen patience = new UniformGen(stream(seed + 2000), 1, 3);
        ArrayDeque<Event> line = new ArrayDeque<>();
        long[] count = new long[2]; // arrived, reneged
        boolean[] busy = new boolean[1];
        class Leave extends Event {
            Leave() { super(engine); }
            void serve() {
                busy[0] = true;
                schedule(service.nextDouble());
            }
            @Override public void actions() {
                busy[0] = false;
                if (!line.isEmpty()) {
                    line.removeFirst().cancel();
                    serve();
                }
            }
        }
        Leave leave = new Leave();
        class Renege extends Event {
            Renege() { super(engine); }
            @Override public void actions() {
                line.remove(this);
                count[1]++;
            }
        }
        class Arrive extends Event {
            Arrive() { super(engine); }
            @Override public void actions() {
                if (busy[0]) {
                    Renege renege = new Renege();
                    renege.schedule(patience.nextDouble());
                    line.addLast(renege);
                } else leave.serve();
                if (++count[0] < size) schedule(gap.nextDouble());
            }
        }
        engine.init();
        new Arrive().schedule(gap.nextDouble());
        return () -> {
            engine.start();
            return new Result(count[0], (double) count[1] / size);
        };
    }

    interface Model { Supplier<Result> build(long size, long seed); }

    public static void main(String[] args) {
        Map<String, Model> models = Map.of("hold", Peer::hold, "phold", Peer::phold, "mm1", Peer::mm1, "bank", Peer::bank);
        Model model = models.get(args[0]);
        long size = Long.parseLong(args[1]), seed = Long.parseLong(args[2]);
        for (int i = 0; i < 2; i++) model.build(size, seed + 100 + i).get();
        Supplier<Result> run = model.build(size, seed);
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long began = System.nanoTime(), used = system.getProcessCpuTime();
        Result r = run.get();
        System.out.printf(java.util.Locale.ROOT, "{\"cpu\":%.9f,\"wall\":%.9f,\"done\":%d,\"check\":%.9f}%n",
            (system.getProcessCpuTime() - used) / 1e9, (System.nanoTime() - began) / 1e9, r.done(), r.check());
    }
}
